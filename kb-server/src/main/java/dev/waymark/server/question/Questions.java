package dev.waymark.server.question;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.question.QuestionAnswer.Line;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The catalogue of questions over many incidents, and their answers. */
@ApplicationScoped
public class Questions {
  /** What the parameters that name a row begin with. */
  public static final String KEY = "k_";

  /** How many incidents behind a number are listed. */
  public static final int MOST_BEHIND = 200;

  /** How long a question waits for what was just done to be folded. */
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private static final List<Question> ALL =
      Stream.of(
              CauseQuestions.all(),
              TimeQuestions.all(),
              PathQuestions.all(),
              PeopleQuestions.all(),
              LearningQuestions.all(),
              EntryQuestions.all())
          .flatMap(List::stream)
          .toList();

  private final ReviewQueries queries;
  private final FactKeeper keeper;
  private final Clock clock;

  Questions(ReviewQueries queries, FactKeeper keeper, Clock clock) {
    this.queries = queries;
    this.keeper = keeper;
    this.clock = clock;
  }

  /** All of them, topic by topic. */
  public List<Question> all() {
    return ALL;
  }

  public Optional<Question> find(String id) {
    return ALL.stream().filter(question -> question.id().equals(id)).findFirst();
  }

  /** Answers from what has happened until now. */
  public QuestionAnswer ask(Question question, Filters filters) {
    keeper.await(MOMENT);
    BoundSql sql = BoundSql.answer(question, filters, LocalDate.now(clock));
    List<Line> lines = new ArrayList<>();
    List<ReviewQueries.Row> rows = queries.rows(sql.sql(), sql.values());
    for (ReviewQueries.Row row : rows.subList(0, Math.min(rows.size(), BoundSql.MOST_ROWS))) {
      lines.add(line(question, row.values()));
    }
    return new QuestionAnswer(question, filters, lines, rows.size() > lines.size());
  }

  /**
   * The incidents behind a number of an answer.
   *
   * @param keys of the number's row
   */
  public Result<ContributingIncidents> behind(
      Question question, Filters filters, String column, Map<String, String> keys) {
    Optional<AnswerColumn> opened =
        question.column(column).filter(known -> known.type().isNumber());
    if (opened.isEmpty()) {
      return Result.refused(
          Problem.notFound(
              "The question has no number “" + column + "”.", "Follow a link of its table."));
    }
    BoundSql sql =
        BoundSql.behind(question, filters, opened.orElseThrow(), keys, LocalDate.now(clock));
    ReviewQueries.FoundList found = queries.incidents(sql.sql(), sql.values(), MOST_BEHIND);
    return Result.done(
        new ContributingIncidents(
            found.incidents().stream().map(ContributingIncidents.One::of).toList(), found.total()));
  }

  /** How many drills the question could be asked of, under the same filters. */
  public long drills(Question question, Filters filters) {
    BoundSql sql = BoundSql.count(question, filters.drillsOnly(), LocalDate.now(clock));
    return queries.rows(sql.sql(), sql.values()).stream()
        .map(row -> (Long) row.values().get("incidents"))
        .findFirst()
        .orElse(0L);
  }

  private static Line line(Question question, Map<String, @Nullable Object> values) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (Question.Key key : question.keys()) {
      Object value = values.get(KEY + key.name());
      if (value != null) {
        keys.put(key.name(), value.toString());
      }
    }
    List<@Nullable Object> cells = new ArrayList<>();
    for (AnswerColumn column : question.columns()) {
      cells.add(cell(column, values.get(column.name())));
    }
    return new Line(keys, cells);
  }

  /** Whole numbers are {@code Long}, others {@code Double}, all else is text. */
  private static @Nullable Object cell(AnswerColumn column, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return switch (column.type()) {
      case TEXT, ENTRY, DAY -> value.toString();
      case COUNT, ALERTS -> ((Number) value).longValue();
      case NUMBER, SHARE, SECONDS, MILLISECONDS ->
          value instanceof BigDecimal decimal
              ? decimal.doubleValue()
              : ((Number) value).doubleValue();
    };
  }
}
