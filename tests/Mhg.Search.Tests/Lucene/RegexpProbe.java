import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.List;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * For each line of the first file, a regular expression, which words of the second file Lucene's RegExp matches:
 * as many characters 0 and 1 as there are words, or that the expression is refused.
 */
public final class RegexpProbe {
    public static void main(String[] files) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        List<String> words = Files.readAllLines(Paths.get(files[1]));
        for (String pattern : Files.readAllLines(Paths.get(files[0]))) {
            String answer;
            try {
                Automaton automaton = new RegExp(pattern).toAutomaton(Operations.DEFAULT_MAX_DETERMINIZED_STATES);
                // An automaton without states can't be run.
                CharacterRunAutomaton run = Operations.isEmpty(automaton) ? null : new CharacterRunAutomaton(automaton);
                StringBuilder matches = new StringBuilder();
                for (String word : words) matches.append(run != null && run.run(word) ? '1' : '0');
                answer = "\"matches\":\"" + matches + "\"";
            } catch (IllegalArgumentException | TooComplexToDeterminizeException e) {
                answer = "\"error\":true";
            }
            out.println("{\"pattern\":" + json(pattern) + "," + answer + "}");
        }
    }

    static String json(String s) {
        StringBuilder b = new StringBuilder("\"");
        for (char c : s.toCharArray()) {
            if (c == '"' || c == '\\') b.append('\\').append(c);
            else if (c < 0x20) b.append(String.format("\\u%04x", (int) c));
            else b.append(c);
        }
        return b.append('"').toString();
    }
}
