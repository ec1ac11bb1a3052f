package dev.waymark.server.integrity;

import dev.waymark.server.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import javax.sql.DataSource;

/** Gives out readers of the record, each of which sees it as it was at one moment. */
@ApplicationScoped
public class RecordSource {
  private final DataSource source;

  RecordSource(DataSource source) {
    this.source = source;
  }

  public <T> T read(Function<RecordReader, T> work) {
    try (Connection connection = source.getConnection()) {
      return read(connection, work);
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  /** Reads over a connection that nobody else uses meanwhile. */
  public static <T> T read(Connection connection, Function<RecordReader, T> work)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      // A batch of a large record takes longer than anything that a person waits for.
      statement.execute("set transaction isolation level repeatable read, read only");
      statement.execute("set local statement_timeout = '10min'");
      return work.apply(new RecordReader(connection));
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
