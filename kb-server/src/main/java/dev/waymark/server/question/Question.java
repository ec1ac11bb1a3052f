package dev.waymark.server.question;

import dev.waymark.server.store.NamedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question over many incidents. Its base has a row for each thing that is counted, with the
 * number of the {@code incident} that it belongs to; the answer is made of the base alone, so that
 * the incidents behind each number are those of the base's rows that the number was made of. Both
 * lie in {@code waymark/question}, in files of its id.
 *
 * @param id in the address of its page
 * @param tells what the answer says
 * @param act what to do with it
 * @param base a {@code select} with {@code {filters}} as a condition over a table {@code f} of
 *     facts
 * @param answer a {@code select} from {@code base}, which may begin with common tables
 * @param keys columns of the base that say which rows a row of the answer is made of; the answer
 *     has them as {@code k_} and their name
 */
public record Question(
    String id,
    Topic topic,
    String title,
    String tells,
    String act,
    String base,
    String answer,
    List<Key> keys,
    List<AnswerColumn> columns,
    Chart chart) {
  public Question {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  /** What questions are about. */
  public enum Topic {
    CAUSES("Causes"),
    TIMES("Times"),
    PATHS("Paths and steps"),
    PEOPLE("People"),
    LEARNING("Lessons and follow-ups"),
    ENTRIES("Entries");

    private final String title;

    Topic(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /**
   * A column of the base that tells rows of the answer apart.
   *
   * @param matches a condition over the base with one {@code ?} for the value as text
   */
  public record Key(String name, String matches) {}

  /** A column by its name. */
  public Optional<AnswerColumn> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  static Draft of(String id, Topic topic, String title) {
    return new Draft(id, topic, title);
  }

  /** A question that is being written. */
  static final class Draft {
    private final String id;
    private final Topic topic;
    private final String title;
    private final List<Key> keys = new ArrayList<>();
    private final List<AnswerColumn> columns = new ArrayList<>();
    private String tells = "";
    private String act = "";
    private Chart chart = new Chart.None();

    private Draft(String id, Topic topic, String title) {
      this.id = id;
      this.topic = topic;
      this.title = title;
    }

    Draft tells(String text) {
      tells = text;
      return this;
    }

    Draft act(String text) {
      act = text;
      return this;
    }

    Draft key(String name) {
      return key(name, name + "::text is not distinct from ?");
    }

    Draft key(String name, String matches) {
      keys.add(new Key(name, matches));
      return this;
    }

    Draft column(String name, String label, AnswerColumn.Type type) {
      return column(name, label, type, "true");
    }

    Draft column(String name, String label, AnswerColumn.Type type, String opens) {
      columns.add(new AnswerColumn(name, label, type, opens));
      return this;
    }

    Draft text(String name, String label) {
      return column(name, label, AnswerColumn.Type.TEXT);
    }

    Draft count(String name, String label) {
      return column(name, label, AnswerColumn.Type.COUNT);
    }

    Draft count(String name, String label, String opens) {
      return column(name, label, AnswerColumn.Type.COUNT, opens);
    }

    Draft share(String name, String label, String opens) {
      return column(name, label, AnswerColumn.Type.SHARE, opens);
    }

    Draft seconds(String name, String label, String opens) {
      return column(name, label, AnswerColumn.Type.SECONDS, opens);
    }

    Draft bars(List<String> names, String... values) {
      chart = new Chart.Bars(names, List.of(values));
      return this;
    }

    Draft lines(String day, String name, String... values) {
      chart = new Chart.Lines(day, name, List.of(values));
      return this;
    }

    Draft flows(String position, String from, String to, String value) {
      chart = new Chart.Flows(position, from, to, value);
      return this;
    }

    Question done() {
      return new Question(
          id, topic, title, tells, act, sql("base"), sql("answer"), keys, columns, chart);
    }

    private String sql(String part) {
      return NamedStatement.ofResource("/waymark/question/%s.%s.sql".formatted(id, part)).sql();
    }
  }
}
