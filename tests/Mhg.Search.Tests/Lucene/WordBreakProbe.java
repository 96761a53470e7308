import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * Sorts all code points by how StandardTokenizer treats them: each is set between neighbours of every word-break
 * class, and code points whose tokens end alike in all probes form one group. Prints "FIRST..LAST ; CLASS" lines,
 * the class being that of the group's known representative, or "?CODEPOINT" when the group has none.
 */
public final class WordBreakProbe {
    static final StandardTokenizer TOKENIZER = new StandardTokenizer();
    static final String CORE = "a", HEBREW = "\u05D0", DIGIT = "5", KATAKANA = "\u30A2", SMILE = "\uD83D\uDE00",
        MODIFIER = "\uD83C\uDFFB", FLAG = "\uD83C\uDDE6", THAI = "\u0E01", ZWJ = "\u200D", HAN = "\u4E2D", FIST = "\u270A";

    static void probe(StringBuilder signature, String before, String c, String after) throws Exception {
        TOKENIZER.setReader(new java.io.StringReader(before + c + after));
        OffsetAttribute offset = TOKENIZER.getAttribute(OffsetAttribute.class);
        TOKENIZER.reset();
        // Offsets are told relative to the character, whose length must not matter.
        while (TOKENIZER.incrementToken()) signature.append(at(offset.startOffset(), before, c)).append(at(offset.endOffset(), before, c));
        signature.append(';');
        TOKENIZER.end();
        TOKENIZER.close();
    }

    static char at(int offset, String before, String c) {
        int start = before.length(), end = start + c.length();
        return (char) (offset <= start ? 'A' + offset : offset >= end ? 'a' + (offset - end) : '!');
    }

    static String signature(int codePoint) throws Exception {
        String c = new String(Character.toChars(codePoint));
        StringBuilder s = new StringBuilder();
        probe(s, "", c, "");
        for (String n : new String[] {CORE, HEBREW, DIGIT, KATAKANA, SMILE, THAI, HAN, "_", FLAG}) probe(s, n, c, n);
        probe(s, HEBREW, c, "");
        probe(s, DIGIT + ",", c, "");
        probe(s, CORE + ":", c, "");
        probe(s, HEBREW + "\"", c, "");
        probe(s, KATAKANA, c, "");
        probe(s, "", c, MODIFIER);
        probe(s, "", c, ZWJ + SMILE);
        probe(s, SMILE + ZWJ, c, "");
        probe(s, SMILE, c, ZWJ + SMILE);
        probe(s, FIST, c, "");
        probe(s, FIST, c, MODIFIER);
        probe(s, "", c, "\u20E3");
        probe(s, CORE, c, "\u0300" + CORE);
        probe(s, SMILE, c, "\uDB40\uDC7F");
        probe(s, SMILE + "\uDB40\uDC67", c, "");
        probe(s, "", c, "\uDB40\uDC67\uDB40\uDC7F");
        return s.toString();
    }

    public static void main(String[] a) throws Exception {
        TOKENIZER.addAttribute(OffsetAttribute.class);
        Map<String, String> names = new LinkedHashMap<>();
        Object[][] known = {{" ".codePointAt(0), "Other"}, {(int) 'a', "ALetter"}, {0x5D0, "Hebrew_Letter"}, {(int) '5', "Numeric"}, {0x661, "Numeric"},
            {0x30A2, "Katakana"}, {(int) '_', "ExtendNumLet"}, {(int) ':', "MidLetter"}, {(int) ',', "MidNum"}, {(int) '.', "MidNumLet"},
            {(int) '\'', "Single_Quote"}, {(int) '"', "Double_Quote"}, {0x300, "Extend"}, {0xAD, "Extend"}, {0x200D, "ZWJ"}, {0xFE0F, "Emoji_Presentation"},
            {0xFE0E, "Text_Presentation"}, {0x1F1E6, "Regional_Indicator"}, {0x1F600, "Emoji"}, {0x270A, "Emoji_Modifier_Base"}, {0x1F3FB, "Emoji_Modifier"},
            {0x4E2D, "Han"}, {0x3042, "Hiragana"}, {0xE01, "Complex_Context"}, {0xE31, "Complex_Context_Extend"}, {(int) '#', "Keycap_Base"},
            {0xE0067, "Tag"}, {0xE007F, "Tag_Term"}, {0x24C2, "ALetter_Emoji"}, {0x20E3, "Keycap"}};
        for (Object[] k : known) names.putIfAbsent(signature((Integer) k[0]), (String) k[1]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Map<String, List<Integer>> strange = new LinkedHashMap<>();
        int from = 0;
        String last = "Other";
        for (int c = 0; c <= 0x110000; c++) {
            String name = "end";
            if (c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF)) {
                String s = signature(c);
                name = names.get(s);
                if (name == null) { name = "?" + Integer.toHexString(c); names.put(s, name); }
            } else if (c <= 0x10FFFF) name = "Other";
            if (name.equals(last)) continue;
            if (!last.equals("Other")) out.printf(from == c - 1 ? "%04X;%s%n" : "%1$04X..%3$04X;%2$s%n", from, last, c - 1);
            from = c;
            last = name;
        }
    }
}
