package dev.waymark.runbooks.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.source.Secrets;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * Makes a scenario of a run's recorded answers, so that the entry is tested with this incident from
 * then on. Times in answers become relative to when they were given, unless a parameter is a time.
 */
public final class ScenarioWriter {
  /** How long after an action it's verified when the scenario is walked. */
  private static final Duration VERIFIED_AFTER = Duration.ofMinutes(10);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunState state;
  private final Anonymiser anonymiser;
  private final boolean relativeTimes;

  private ScenarioWriter(RunState state, Anonymiser anonymiser) {
    this.state = state;
    this.anonymiser = anonymiser;
    this.relativeTimes = state.parameters().values().stream().noneMatch(Instant.class::isInstance);
  }

  /**
   * The files of a new scenario.
   *
   * @param name of the scenario's folder
   * @param tree what the run walked
   * @param state of the run when it had ended
   */
  public static NewScenario write(
      String name, String title, Tree tree, RunState state, Anonymiser anonymiser) {
    return new ScenarioWriter(state, anonymiser).files(name, title, new RecordedWalk(tree, state));
  }

  private NewScenario files(String name, String title, RecordedWalk walk) {
    Map<String, String> files = new TreeMap<>();
    List<String> toDo = new ArrayList<>(walk.toDo());
    files.put("scenario.yaml", yaml(title, walk));
    Map<String, Integer> stays = new HashMap<>();
    for (Visit visit : walk.visits()) {
      int stay = stays.merge(visit.node(), 1, Integer::sum);
      List<RecordedWalk.WaitedAnswer> answers = RecordedWalk.complete(visit);
      for (int again = 0; again < answers.size(); again++) {
        String file = "answers/" + name(visit.node(), stay, again) + ".csv";
        files.put(file, csv(answers.get(again).answer(), told(visit, answers.get(again))));
      }
    }
    Outcome outcome = state.outcome().orElse(Outcome.ABANDONED);
    if (outcome == Outcome.ABANDONED) {
      toDo.add("The run wasn't walked to its end, and a scenario is");
    }
    return new NewScenario(name, files, toDo);
  }

  private static String name(String node, int stay, int again) {
    return node
        + (stay == 1 ? "" : "." + stay)
        + (again == 0 ? "" : ".again")
        + (again < 2 ? "" : "." + again);
  }

  /**
   * From when the times of an answer count when it's walked again: of a verification so, that they
   * are as long after the action as they were.
   */
  private static Instant told(Visit visit, RecordedWalk.WaitedAnswer answer) {
    return visit
        .carriedOut()
        .map(done -> done.plus(VERIFIED_AFTER).plus(answer.waited()))
        .orElseGet(() -> answer.answer().provenance().at());
  }

  private String yaml(String title, RecordedWalk walk) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("title", anonymiser.text(title));
    putUnlessEmpty(document, "parameters", parameters());
    putUnlessEmpty(document, "questions", walk.questions());
    putUnlessEmpty(document, "actions", walk.actions());
    if (walk.visits().stream().anyMatch(visit -> visit.carriedOut().isPresent())) {
      document.put("verified-after", Timespan.format(VERIFIED_AFTER));
    }
    document.put("path", walk.visits().stream().map(Visit::node).toList());
    document.put("outcome", state.outcome().orElse(Outcome.ABANDONED).label());
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setIndicatorIndent(2);
    options.setIndentWithIndicator(true);
    options.setSplitLines(false);
    return new Yaml(options).dump(document);
  }

  private static void putUnlessEmpty(
      Map<String, Object> document, String key, Map<String, String> values) {
    if (!values.isEmpty()) {
      document.put(key, new LinkedHashMap<>(values));
    }
  }

  private Map<String, String> parameters() {
    Map<String, String> texts = new LinkedHashMap<>();
    state
        .parameters()
        .forEach(
            (name, value) ->
                texts.put(
                    name,
                    value instanceof Duration length
                        ? Timespan.format(length)
                        : anonymiser.text(String.valueOf(value))));
    return texts;
  }

  private String csv(Answer.Complete answer, Instant told) {
    Table table = answer.table();
    List<List<String>> lines = new ArrayList<>();
    lines.add(
        table.columns().stream()
            .map(column -> column.name() + ":" + column.type().kustoName())
            .toList());
    for (Row row : table.rows()) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < table.columns().size(); i++) {
        cells.add(cell(table.columns().get(i), row.values().get(i), told));
      }
      lines.add(cells);
    }
    return CsvText.plain(lines.stream());
  }

  private String cell(Column column, @Nullable Object value, Instant at) {
    if (value == null) {
      return "";
    }
    return switch (column.type()) {
      case DATETIME -> time((Instant) value, at);
      case TIMESPAN -> signed((Duration) value);
      case REAL -> Double.isFinite((Double) value) ? String.valueOf(value) : "";
      case DYNAMIC -> json(clean("", value));
      case STRING, GUID -> anonymiser.text(String.valueOf(value));
      case BOOL, INT, LONG, DECIMAL -> String.valueOf(value);
    };
  }

  /**
   * A value of JSON with its texts cleaned one by one, so that it stays JSON.
   *
   * @param key under which it stands: a name such as password tells that it's a secret
   */
  private Object clean(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> clean = new LinkedHashMap<>();
      map.forEach(
          (name, inner) ->
              clean.put(
                  anonymiser.text(String.valueOf(name)),
                  inner == null ? null : clean(String.valueOf(name), inner)));
      return clean;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> clean = new ArrayList<>();
      list.forEach(inner -> clean.add(inner == null ? null : clean(key, inner)));
      return clean;
    }
    if (value instanceof String text) {
      return anonymiser.text(Secrets.removed(key, text));
    }
    return value;
  }

  private String time(Instant time, Instant at) {
    return relativeTimes ? signed(Duration.between(at, time)) : time.toString();
  }

  /** As ISO writes it, with the sign in front of all. */
  private static String signed(Duration length) {
    return length.isNegative() ? "-" + length.negated() : length.toString();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a dynamic value is JSON", e);
    }
  }
}
