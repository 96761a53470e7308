import java.io.PrintStream;
import java.io.StringReader;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/** Prints how ASCIIFoldingFilter writes every UTF-16 unit that it folds and that may stand in a word: "FIRST..LAST;ASCII". */
public final class AsciiFoldingProbe {
    static final StandardTokenizer TOKENIZER = new StandardTokenizer();

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        int first = 0;
        String folded = null;
        for (int c = 0x80; c <= 0x10000; c++) {
            String now = c == 0x10000 ? null : fold((char) c);
            if (folded != null && !folded.equals(now)) {
                out.println(first == c - 1 ? String.format("%04X;%s", first, folded) : String.format("%04X..%04X;%s", first, c - 1, folded));
                folded = null;
            }
            if (folded == null && now != null) {
                first = c;
                folded = now;
            }
        }
    }

    static String fold(char c) throws Exception {
        char[] folded = new char[8];
        int length = ASCIIFoldingFilter.foldToASCII(new char[] {c}, 0, folded, 0, 1);
        return length == 1 && folded[0] == c || !standsInWord(c) ? null : new String(folded, 0, length);
    }

    static boolean standsInWord(char c) throws Exception {
        TOKENIZER.setReader(new StringReader("a" + c + "a"));
        TOKENIZER.reset();
        TOKENIZER.incrementToken();
        int length = TOKENIZER.getAttribute(CharTermAttribute.class).length();
        while (TOKENIZER.incrementToken()) { }
        TOKENIZER.end();
        TOKENIZER.close();
        return length == 3;
    }
}
