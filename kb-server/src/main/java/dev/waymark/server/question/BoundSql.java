package dev.waymark.server.question;

import dev.waymark.server.question.Filters.Kind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A question under filters as a statement, with what is bound to it: values are never pasted. */
record BoundSql(String sql, List<Object> values) {
  /** More rows than people read; what is cut off is told. */
  static final int MOST_ROWS = 500;

  BoundSql {
    values = List.copyOf(values);
  }

  /** The answer, one row more than is shown. */
  static BoundSql answer(Question question, Filters filters, LocalDate today) {
    BoundSql base = base(question, filters, today);
    String answer = known(question.answer(), filters, today).strip();
    String tables = answer.startsWith("with ") ? ", " + answer.substring(5) : " " + answer;
    return new BoundSql(
        "select * from (with base as not materialized (%s)%s) answer limit %d"
            .formatted(base.sql(), tables, MOST_ROWS + 1),
        base.values());
  }

  /**
   * The numbers of the incidents behind a cell.
   *
   * @param keys the values of the row's keys as text; one that isn't there is missing in the row
   *     too
   */
  static BoundSql behind(
      Question question,
      Filters filters,
      AnswerColumn column,
      Map<String, String> keys,
      LocalDate today) {
    BoundSql base = base(question, filters, today);
    List<Object> values = new ArrayList<>(base.values());
    StringBuilder where = new StringBuilder(known(column.opens(), filters, today));
    for (Question.Key key : question.keys()) {
      @Nullable String value = keys.get(key.name());
      if (value == null) {
        where.append(" and ").append(key.name()).append(" is null");
      } else {
        where.append(" and ").append(key.matches());
        values.add(value);
      }
    }
    return new BoundSql(
        "with base as not materialized (%s) select incident from base where %s"
            .formatted(base.sql(), where),
        values);
  }

  /** How many incidents the question is asked of. */
  static BoundSql count(Question question, Filters filters, LocalDate today) {
    BoundSql base = base(question, filters, today);
    return new BoundSql(
        "select count(distinct incident) as incidents from (%s) base".formatted(base.sql()),
        base.values());
  }

  private static BoundSql base(Question question, Filters filters, LocalDate today) {
    List<Object> values = new ArrayList<>();
    String condition = conditions(filters, values);
    return new BoundSql(
        known(question.base(), filters, today).replace("{filters}", condition), values);
  }

  private static String known(String sql, Filters filters, LocalDate today) {
    return sql.replace("{by}", filters.by().label()).replace("{today}", "'" + today + "'");
  }

  private static String conditions(Filters filters, List<Object> values) {
    List<String> conditions = new ArrayList<>();
    filters.from().ifPresent(day -> add(conditions, values, "f.opened_at >= ?", startOf(day)));
    filters
        .to()
        .ifPresent(day -> add(conditions, values, "f.opened_at < ?", startOf(day.plusDays(1))));
    filters
        .severity()
        .ifPresent(
            level ->
                add(
                    conditions,
                    values,
                    "f.severity = ?",
                    Integer.parseInt(level.label().substring(3))));
    in(conditions, values, "f.entry", "fact_entry where service = ?", filters.service());
    in(conditions, values, "f.entry", "fact_entry where entry_id = ?", filters.entry());
    in(conditions, values, "f.cause", "fact_node where node = ?", filters.cause());
    if (filters.kind() != Kind.ALL) {
      conditions.add(filters.kind() == Kind.DRILL ? "f.drill" : "not f.drill");
    }
    return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
  }

  private static void in(
      List<String> conditions,
      List<Object> values,
      String column,
      String from,
      Optional<String> value) {
    value.ifPresent(
        text -> add(conditions, values, column + " in (select id from " + from + ")", text));
  }

  private static void add(
      List<String> conditions, List<Object> values, String condition, Object value) {
    conditions.add(condition);
    values.add(value);
  }

  private static Object startOf(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
