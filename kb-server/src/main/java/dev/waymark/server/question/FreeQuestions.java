package dev.waymark.server.question;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.AuditLog;
import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.question.FreeQuestionStore.Outcome;
import dev.waymark.server.question.SqlAnswer.Cell;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Questions in SQL, for administrators: whoever calls this has checked that. */
@ApplicationScoped
public class FreeQuestions {
  private static final Logger LOG = Logger.getLogger(FreeQuestions.class);

  private static final int LONGEST = 20_000;
  private static final int MOST_CHARACTERS = 2_000_000;
  private static final int LONGEST_CELL = 2_000;

  private final FreeQuestionStore store;
  private final QuestionConfig config;
  private final FactKeeper keeper;
  private final AuditLog audit;

  FreeQuestions(FreeQuestionStore store, QuestionConfig config, FactKeeper keeper, AuditLog audit) {
    this.store = store;
    this.config = config;
    this.keeper = keeper;
    this.audit = audit;
  }

  /** Whether the database has the role that free questions run as. */
  public boolean areOn() {
    return store.isAvailable();
  }

  /** How many rows are given at most. */
  public int mostRows() {
    return config.sqlRows();
  }

  /** How long a statement may take, in seconds. */
  public long mostSeconds() {
    return config.sqlTime().toSeconds();
  }

  /**
   * Runs one statement that reads.
   *
   * @param who asks, for the audit log
   */
  public SqlAnswer ask(String sql, String who) {
    Optional<SqlAnswer> bad = bad(sql);
    if (bad.isPresent()) {
      return bad.orElseThrow();
    }
    audit.record(AuditAction.SQL_ASKED, who, "review", sql);
    keeper.await(config.sqlTime());
    LOG.infof("%s asks in SQL: %s", who, sql.replaceAll("\\p{Cntrl}+", " ").strip());
    Outcome outcome = store.ask(sql, config.sqlTime(), config.sqlRows(), MOST_CHARACTERS);
    if (outcome instanceof Outcome.Failed failed) {
      LOG.infof("%s was refused: %s", who, failed.message());
      return refused(sql, failed);
    }
    return rows((Outcome.Rows) outcome);
  }

  private Optional<SqlAnswer> bad(String sql) {
    if (!areOn()) {
      return refused(
          "Free questions are off: the database has no role waymark_review.",
          "docs/review-sql.md has what an administrator of the database runs once.");
    }
    if (sql.isBlank()) {
      return refused("There is no statement.", "Write one, such as select * from incidents.");
    }
    if (sql.length() > LONGEST || sql.indexOf('\0') >= 0) {
      return refused(
          "The statement is longer than %,d characters, or holds one that isn't text."
              .formatted(LONGEST),
          "Shorten it.");
    }
    return Optional.empty();
  }

  private static Optional<SqlAnswer> refused(String message, String hint) {
    return Optional.of(
        new SqlAnswer.Refused(message, hint, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private SqlAnswer refused(String sql, Outcome.Failed failed) {
    // PostgreSQL counts characters, and not the halves of them that Java does.
    Optional<Integer> offset =
        failed
            .position()
            .map(
                position ->
                    sql.offsetByCodePoints(
                        0, Math.min(position - 1, sql.codePointCount(0, sql.length()))));
    Optional<Integer> begin = offset.map(at -> sql.lastIndexOf('\n', at - 1) + 1);
    Optional<Integer> line =
        offset.map(at -> 1 + (int) sql.substring(0, at).chars().filter(c -> c == '\n').count());
    Optional<Integer> column = offset.map(at -> at - begin.orElseThrow() + 1);
    Optional<String> excerpt =
        begin.map(
            start -> {
              int end = sql.indexOf('\n', start);
              return sql.substring(start, end < 0 ? sql.length() : end)
                  + "\n"
                  + " ".repeat(column.orElseThrow() - 1)
                  + "^";
            });
    return new SqlAnswer.Refused(message(failed), hint(failed), line, column, excerpt);
  }

  private static String message(Outcome.Failed failed) {
    return failed.message().contains("as cursor")
        ? "Only one statement that gives rows is run."
        : Character.toUpperCase(failed.message().charAt(0)) + failed.message().substring(1) + ".";
  }

  private String hint(Outcome.Failed failed) {
    if (failed.message().contains("statement timeout")) {
      return "It may take %d s. Narrow it by opened_at, or count before you list."
          .formatted(mostSeconds());
    }
    if (failed.message().startsWith("permission denied")) {
      return "Only the views of the schema review can be read.";
    }
    return failed.hint().orElse("docs/review-sql.md lists the views and their columns.");
  }

  private static SqlAnswer rows(Outcome.Rows outcome) {
    List<JsonNode> objects = outcome.rows().stream().map(CanonicalJson::read).toList();
    Set<String> columns = new LinkedHashSet<>();
    objects.forEach(object -> object.fieldNames().forEachRemaining(columns::add));
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode object : objects) {
      rows.add(columns.stream().map(name -> cell(object.path(name))).toList());
    }
    return new SqlAnswer.Rows(List.copyOf(columns), rows, outcome.more());
  }

  private static Cell cell(JsonNode value) {
    String text =
        value.isNull() || value.isMissingNode()
            ? ""
            : value.isValueNode() ? value.asText() : value.toString();
    return new Cell(
        text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) + "…" : text,
        value.isNumber() && text.length() <= LONGEST_CELL);
  }
}
