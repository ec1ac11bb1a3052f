package dev.waymark.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** P7: search for frequent words in a hundred thousand documents against Lucene in process. */
final class FrequentWords implements Benchmark {
  private static final int DOCUMENTS = 100_000;
  private static final int BATCH = 500;

  @Override
  public String id() {
    return "P7";
  }

  @Override
  public String title() {
    return "frequent-word search, 100,000 documents, p95, against Lucene's top 20 in process";
  }

  @Override
  public Target target() {
    return Target.atMost(5);
  }

  @Override
  public int warmUps() {
    return 10;
  }

  @Override
  public Rounds prepare() throws Exception {
    MeasuredServer server = MeasuredServer.start();
    LuceneIndex lucene = new LuceneIndex();
    try {
      Connection connection = server.database();
      fill(connection, lucene);
      return new Searches(server, connection, new SearchStatement(connection), lucene);
    } catch (Exception e) {
      lucene.close();
      server.close();
      throw e;
    }
  }

  private static void fill(Connection connection, LuceneIndex lucene)
      throws SQLException, IOException {
    String[] kinds = {"NOTE", "INCIDENT", "STEP", "ENTRY"};
    GeneratedNotes notes = new GeneratedNotes(507);
    String index = takeIndexAway(connection);
    connection.setAutoCommit(false);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "with d as (insert into search_document (kind, id, version, url, title, drill, at,"
                + " visible_to, words) values (?, ?, '1', '/', ?, false,"
                + " now() - ? * interval '1 minute', 'viewer', search_words(?, '', ?))"
                + " returning key) insert into search_text select key, ? from d")) {
      for (int i = 0; i < DOCUMENTS; i++) {
        String title = "Document " + i;
        String text = notes.next();
        lucene.add(title, text);
        insert.setString(1, kinds[i % kinds.length]);
        insert.setString(2, "generated-" + i);
        insert.setString(3, title);
        insert.setInt(4, i);
        insert.setString(5, title);
        insert.setString(6, text);
        insert.setString(7, text);
        insert.addBatch();
        if (i % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
    }
    connection.commit();
    connection.setAutoCommit(true);
    lucene.open();
    try (Statement statement = connection.createStatement()) {
      statement.execute(index);
      statement.execute("vacuum analyze search_document");
      statement.execute("vacuum analyze search_text");
    }
  }

  /** Filling a table is quicker without its index, which is then made again as it was. */
  private static String takeIndexAway(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select pg_get_indexdef('search_document_words'::regclass)")) {
      rows.next();
      String definition = rows.getString(1);
      statement.execute("drop index search_document_words");
      return definition;
    }
  }

  private record Searches(
      MeasuredServer server, Connection connection, SearchStatement statement, LuceneIndex lucene)
      implements Rounds {
    private static final int SEARCHES = 200;

    /** The commonest words, from nine tenths of the documents to about a fifth. */
    private static final int WORDS = 20;

    @Override
    public double round() throws Exception {
      double[] ours = new double[SEARCHES];
      double[] theirs = new double[SEARCHES];
      for (int i = 0; i < SEARCHES; i++) {
        String words = GeneratedNotes.word(1 + i % WORDS);
        ours[i] = Stopwatch.nanos(() -> statement.search(words));
        theirs[i] = Stopwatch.nanos(() -> lucene.search(words));
      }
      return Stopwatch.percentile95(ours) / Stopwatch.percentile95(theirs);
    }

    @Override
    public void close() throws IOException {
      statement.close();
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IOException(e);
      }
      lucene.close();
      server.close();
    }
  }
}
