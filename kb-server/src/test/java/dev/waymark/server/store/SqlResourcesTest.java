package dev.waymark.server.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.question.Question;
import dev.waymark.server.question.Questions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Each statement in a file is one that the schema knows all names of. */
@QuarkusTest
class SqlResourcesTest {
  /** What stands for another statement or condition until it is run. */
  private static final Map<String, String> PLACES =
      Map.of(
          "{incidents}", "select 1::bigint as incident",
          "{filters}", "true",
          "{by}", "day",
          "{today}", "'2026-01-01'");

  @Inject DataSource source;
  @Inject Questions questions;

  @Test
  void theDatabaseTakesEachStatement() throws SQLException, IOException, URISyntaxException {
    Map<String, String> refused = new TreeMap<>();
    List<String> all = resources();
    assertThat(all).contains("/waymark/search/ranked.sql", "/waymark/run/waiting.sql");
    for (String path : all) {
      String sql = sql(path);
      if (path.endsWith(".answer.sql")) {
        sql = answer(sql, sql(path.replace(".answer.sql", ".base.sql")));
      }
      try (Connection connection = source.getConnection();
          PreparedStatement statement = connection.prepareStatement(sql)) {
        // The driver sends a statement only when something of it is asked.
        assertThat(statement.getParameterMetaData()).isNotNull();
      } catch (SQLException e) {
        refused.put(path, e.getMessage());
      }
    }
    assertThat(refused).isEmpty();
  }

  @Test
  void eachFileOfAQuestionHasItsQuestion() throws IOException, URISyntaxException {
    List<String> files =
        resources().stream()
            .filter(path -> path.endsWith(".base.sql") || path.endsWith(".answer.sql"))
            .toList();
    assertThat(new TreeSet<>(files))
        .isEqualTo(
            new TreeSet<>(
                questions.all().stream()
                    .map(Question::id)
                    .flatMap(id -> Stream.of(id + ".base.sql", id + ".answer.sql"))
                    .map(name -> "/waymark/question/" + name)
                    .toList()));
  }

  private static String sql(String path) {
    String sql = NamedStatement.ofResource(path).sql();
    for (Map.Entry<String, String> place : PLACES.entrySet()) {
      sql = sql.replace(place.getKey(), place.getValue());
    }
    return sql;
  }

  private static String answer(String answer, String base) {
    return answer.startsWith("with ")
        ? "with base as (" + base + "), " + answer.substring("with ".length())
        : "with base as (" + base + ") " + answer;
  }

  private static List<String> resources() throws IOException, URISyntaxException {
    Path known =
        Path.of(
            requireNonNull(NamedStatement.class.getResource("/waymark/run/waiting.sql")).toURI());
    Path root = known.getParent().getParent();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .map(file -> "/waymark/" + root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
