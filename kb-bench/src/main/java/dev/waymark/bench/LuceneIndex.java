package dev.waymark.bench;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** The reference of search: the same texts in Lucene, in memory and within this process. */
final class LuceneIndex implements AutoCloseable {
  private static final int TOP = 20;
  private static final String TEXT = "text";

  private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
  private final IndexWriter writer;
  private DirectoryReader reader;
  private IndexSearcher searcher;

  LuceneIndex() throws IOException {
    Analyzer words =
        new Analyzer() {
          @Override
          protected TokenStreamComponents createComponents(String field) {
            StandardTokenizer source = new StandardTokenizer();
            return new TokenStreamComponents(source, new LowerCaseFilter(source));
          }
        };
    writer = new IndexWriter(directory, new IndexWriterConfig(words));
    reader = DirectoryReader.open(writer);
    searcher = new IndexSearcher(reader);
  }

  void add(String title, String text) throws IOException {
    Document document = new Document();
    document.add(new StoredField("title", title));
    document.add(new TextField(TEXT, text, Field.Store.YES));
    writer.addDocument(document);
  }

  void open() throws IOException {
    writer.forceMerge(1);
    writer.commit();
    reader.close();
    reader = DirectoryReader.open(directory);
    searcher = new IndexSearcher(reader);
  }

  /**
   * Reads the twenty best documents that have all of some words.
   *
   * @return how many there are
   */
  int search(String words) throws IOException {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String word : words.split(" ")) {
      query.add(new TermQuery(new Term(TEXT, word)), BooleanClause.Occur.MUST);
    }
    ScoreDoc[] best = searcher.search(query.build(), TOP).scoreDocs;
    StoredFields stored = searcher.storedFields();
    for (ScoreDoc one : best) {
      stored.document(one.doc).get(TEXT);
    }
    return best.length;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    writer.close();
    directory.close();
  }
}
