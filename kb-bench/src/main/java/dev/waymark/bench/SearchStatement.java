package dev.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGStatement;

/** The very statement by which the server searches, over JDBC: read from its own file. */
final class SearchStatement implements AutoCloseable {
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");
  private static final int PAGE = 20;
  private static final int CANDIDATES = 100;

  private final PreparedStatement statement;
  private final List<String> names;
  private final Array kinds;
  private final Array roles;
  private final Array nothing;
  private final Array noWeights;

  SearchStatement(Connection connection) throws IOException, SQLException {
    String text = COMMENT.matcher(Files.readString(Checkout.SEARCH)).replaceAll("");
    names = NAME.matcher(text).results().map(found -> found.group(1)).toList();
    statement = connection.prepareStatement(NAME.matcher(text).replaceAll("?"));
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    kinds =
        connection.createArrayOf(
            "text", new String[] {"ENTRY", "STEP", "LESSON", "INCIDENT", "NOTE"});
    roles = connection.createArrayOf("text", new String[] {"administrator", "author", "viewer"});
    nothing = connection.createArrayOf("text", new String[0]);
    noWeights = connection.createArrayOf("float8", new Double[0]);
  }

  /**
   * Reads the first page of what has all of some plain words.
   *
   * @return how many results it has
   */
  int search(String words) throws SQLException {
    String query =
        Stream.of(words.toLowerCase(Locale.ROOT).split(" "))
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" & ", "(", ")"));
    for (int i = 0; i < names.size(); i++) {
      bind(i + 1, names.get(i), query, words);
    }
    int found = 0;
    try (ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int column = 1; column <= columns; column++) {
          rows.getObject(column);
        }
        found++;
      }
    }
    return found;
  }

  private void bind(int at, String name, String query, String words) throws SQLException {
    switch (name) {
      case "query" -> statement.setString(at, query);
      case "plain" -> statement.setString(at, words);
      case "kinds" -> statement.setArray(at, kinds);
      case "roles" -> statement.setArray(at, roles);
      case "terms" -> statement.setArray(at, nothing);
      case "weights" -> statement.setArray(at, noWeights);
      case "candidates" -> statement.setInt(at, CANDIDATES);
      case "size" -> statement.setInt(at, PAGE + 1);
      case "skipped" -> statement.setInt(at, 0);
      default -> statement.setNull(at, Types.NULL);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
