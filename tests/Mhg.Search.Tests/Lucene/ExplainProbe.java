import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.MultiFieldQueryParser;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;

/**
 * For each line of a file, an id, a tab and a query, how Lucene explains the document's score over the index that
 * `peer.sh index docs.tsv DIR` makes: one JSON object a line.
 */
public final class ExplainProbe {
    public static void main(String[] a) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(Paths.get(a[0]))));
        searcher.setQueryCache(null);
        Map<String, Analyzer> exact = new HashMap<>();
        for (String field : new String[] {"id", "type", "year"}) exact.put(field, new KeywordAnalyzer());
        Map<String, Float> boosts = new HashMap<>();
        boosts.put("title", 3f);
        boosts.put("body", 1f);
        MultiFieldQueryParser parser = new MultiFieldQueryParser(new String[] {"title", "body"}, new PerFieldAnalyzerWrapper(new EnglishAnalyzer(), exact), boosts);
        parser.setAllowLeadingWildcard(true);
        for (String line : Files.readAllLines(Paths.get(a[1]))) {
            String[] asked = line.split("\t", 2);
            int doc = searcher.search(new TermQuery(new Term("id", asked[0])), 1).scoreDocs[0].doc;
            Explanation why = searcher.explain(parser.parse(asked[1]), doc);
            out.println("{\"id\":" + json(asked[0]) + ",\"query\":" + json(asked[1]) + ",\"why\":" + json(why) + "}");
        }
    }

    static String json(Explanation why) {
        StringBuilder details = new StringBuilder();
        for (Explanation detail : why.getDetails()) details.append(details.length() == 0 ? "" : ",").append(json(detail));
        return "{\"isMatch\":" + why.isMatch() + ",\"value\":" + why.getValue() + ",\"description\":" + json(why.getDescription()) + ",\"details\":[" + details + "]}";
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
