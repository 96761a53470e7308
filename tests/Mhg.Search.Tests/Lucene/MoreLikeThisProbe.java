import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.Locale;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;

/**
 * For each of the first so many documents of a file (id, title, body, …) which documents Lucene's MoreLikeThis finds for its
 * body over the index that `peer.sh index docs.tsv DIR` makes, with terms boosted and not: one JSON object a line.
 */
public final class MoreLikeThisProbe {
    public static void main(String[] a) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(new MMapDirectory(Paths.get(a[0]))));
        searcher.setQueryCache(null);
        for (String line : Files.readAllLines(Paths.get(a[1])).subList(0, Integer.parseInt(a[2]))) {
            String[] columns = line.split("\t", -1);
            for (boolean boost : new boolean[] {false, true}) {
                MoreLikeThis more = new MoreLikeThis(searcher.getIndexReader());
                more.setAnalyzer(new EnglishAnalyzer());
                more.setBoost(boost);
                more.setMaxQueryTerms(5);
                Query like = more.like("body", new StringReader(columns[2]));
                Query others = new BooleanQuery.Builder().add(like, Occur.MUST).add(new TermQuery(new Term("id", columns[0])), Occur.MUST_NOT).build();
                StringBuilder hits = new StringBuilder();
                for (ScoreDoc hit : searcher.search(others, 10).scoreDocs)
                    hits.append(hits.length() == 0 ? "" : ",").append(String.format(Locale.ROOT, "{\"id\":\"%s\",\"score\":%.5f}", searcher.doc(hit.doc).get("id"), hit.score));
                out.println("{\"id\":\"" + columns[0] + "\",\"boost\":" + boost + ",\"hits\":[" + hits + "]}");
            }
        }
    }
}
