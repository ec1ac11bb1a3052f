package dev.waymark.server.lesson;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.State;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.runbooks.write.Change;
import dev.waymark.runbooks.write.Draft;
import dev.waymark.runbooks.write.Passages;
import dev.waymark.server.lesson.Field.Choice;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a lesson asks its author before it can change the entry, by its kind and by the step where
 * it was learned; and the changes that come of the replies. What the run has seen and what the
 * person did there is filled in already.
 */
final class ChangeForm {
  private static final int MOST_COLUMNS = 6;
  private static final int BRIEF = 120;

  /** Chosen if the kind changes the entry only when its author wants it. */
  private static final String NOTHING = "none";

  private static final String NEW = "new";

  private final Lesson lesson;
  private final Tree tree;
  private final Node node;
  private final Optional<Visit> visit;
  private final Optional<String> ran;

  /**
   * @param tree of the text on which it was learned
   * @param visit the stay at the step
   * @param ran what somebody has asked there besides, as a note says
   */
  ChangeForm(Lesson lesson, Tree tree, Optional<Visit> visit, Optional<String> ran) {
    this.lesson = lesson;
    this.tree = tree;
    this.node = tree.node(lesson.place().node()).orElseThrow();
    this.visit = visit;
    this.ran = ran;
  }

  /** What to fill in, with what was filled in; none if the lesson changes nothing by itself. */
  List<Field> fields() {
    return empty().stream().map(this::filled).toList();
  }

  /** What was chosen for another kind, or by no form of ours, may not be among the choices. */
  private Field filled(Field field) {
    String value = lesson.change().getOrDefault(field.name(), field.value());
    boolean known =
        field.kind() != Field.Kind.CHOICE
            || isLink(field)
            || field.choices().stream().anyMatch(choice -> choice.value().equals(value));
    return known ? field.with(value) : field;
  }

  /** Where a link leads nowhere, that is said. */
  private static boolean isLink(Field field) {
    return field.name().endsWith("next");
  }

  private List<Field> empty() {
    return switch (lesson.kind()) {
      case WRONG_CONDITION -> branches().isEmpty() ? List.of() : List.of(row(), condition());
      case MISSING_BRANCH -> way("next", "Leads to");
      case MISSING_STEP -> missingStep();
      case MISSING_CAUSE -> missingCause();
      case MISLEADING_TEXT -> misleadingText();
      case OUTDATED_COMMAND, BETTER_QUERY ->
          node.asks().isEmpty()
              ? List.of()
              : List.of(
                  code(
                      "body",
                      "What it should ask",
                      "The whole query or command",
                      node.asks().orElseThrow().fence().body().text().stripTrailing()));
      case PREVENTION -> List.of(line("item", "What keeps it from coming back", "", lesson.text()));
      case DEAD_END -> branches().isEmpty() ? List.of() : deadEnd();
      case ALERT -> alert();
    };
  }

  /** As it is chosen from a list. */
  private static String brief(String passage) {
    return passage.length() <= BRIEF ? passage : passage.substring(0, BRIEF).strip() + "…";
  }

  /** The present words are chosen, and stand in the field of the better ones to begin with. */
  private List<Field> misleadingText() {
    Optional<String> chosen = Optional.ofNullable(lesson.change().get("old"));
    List<String> words =
        Stream.concat(chosen.stream(), Passages.of(node.prose().markdown()).stream())
            .filter(passage -> !passage.isBlank())
            .distinct()
            .toList();
    Field old =
        words.isEmpty()
            ? text("old", "What misleads", "As it stands in the entry, exactly", "")
            : choice(
                "old",
                "What misleads",
                Stream.concat(
                        chosen.isEmpty() ? Stream.of(new Choice("", "Choose")) : Stream.empty(),
                        words.stream().map(passage -> new Choice(passage, brief(passage))))
                    .toList(),
                chosen.orElse(""));
    return List.of(
        old,
        text(
            "new",
            "What it should say",
            "Save with the misleading words chosen, and they stand here to be changed",
            chosen.orElse("")));
  }

  /** The row that led astray may say so. */
  private List<Field> deadEnd() {
    List<Choice> choices =
        Stream.concat(
                Stream.of(new Choice(NOTHING, "Leave the table as it is")),
                IntStream.range(0, branches().size()).mapToObj(this::choice))
            .toList();
    return List.of(
        choice("row", "Which row leads there", choices, NOTHING),
        line("means", "What the row should say", "Such as: …, unless the backend is new", ""));
  }

  private List<Field> alert() {
    List<Excerpt> alerts = alerts();
    List<Choice> choices =
        Stream.concat(
                Stream.of(
                    new Choice(NOTHING, "Leave the alerts as they are"),
                    new Choice(NEW, "Add an alert")),
                IntStream.range(0, alerts.size())
                    .mapToObj(i -> new Choice(String.valueOf(i), "Change " + alerts.get(i).text())))
            .toList();
    return List.of(
        choice("alert", "Which alerts open this entry", choices, NOTHING),
        line("when", "The alert’s condition", "Such as alert.rule.startsWith(\"apim-502\")", ""));
  }

  private List<Excerpt> alerts() {
    return tree.entry().frontMatter().alerts();
  }

  private Choice choice(int row) {
    Branch branch = branches().get(row);
    return new Choice(String.valueOf(row), branch.state().label() + ": " + branch.means());
  }

  private List<Field> missingStep() {
    List<Field> fields = new ArrayList<>();
    fields.add(line("title", "The new step’s heading", "A question, such as Who is refused?", ""));
    fields.add(text("prose", "Why it is asked", "", lesson.text()));
    fields.add(
        code(
            "code",
            "What it asks, in KQL",
            "Empty for a question to the responder. A query in a note between ``` lines begins it",
            ran.orElse("")));
    fields.add(
        line("found", "The answer that matters", "A condition; for a question the answer", ""));
    fields.add(line("found-means", "What that means", "", ""));
    fields.add(next("found-next", "Leads to", ""));
    fields.add(line("else-means", "What anything else means", "", "Something else"));
    fields.add(next("else-next", "Leads to", "#escalation"));
    fields.addAll(way("", ""));
    return fields;
  }

  private List<Field> missingCause() {
    List<Field> fields = new ArrayList<>();
    fields.add(line("title", "The cause", "What is broken, in a few words", ""));
    fields.add(text("prose", "What it is, and how it shows", "", lesson.text()));
    fields.add(line("action", "What mends it", "The heading of its resolution", ""));
    fields.add(
        choice(
            "risk",
            "Its risk",
            Arrays.stream(Risk.values())
                .map(risk -> new Choice(risk.label(), risk.label()))
                .toList(),
            Risk.CHANGE.label()));
    fields.add(text("tasks", "What to do, one thing a line", "", ""));
    fields.addAll(way("", ""));
    return fields;
  }

  /** A row of this step's table; if no name is given, it leads to what is new. */
  private List<Field> way(String nextName, String nextLabel) {
    List<Field> fields = new ArrayList<>();
    if (node.kind() == NodeKind.QUESTION) {
      fields.add(line("answer", "The answer that leads there", "", ""));
    } else {
      fields.add(
          choice(
              "state",
              "State",
              Arrays.stream(State.values())
                  .map(state -> new Choice(state.label(), state.label()))
                  .toList(),
              State.DEGRADED.label()));
      fields.add(condition());
    }
    fields.add(line("means", "What it means", "", overrideReason()));
    if (!nextName.isEmpty()) {
      fields.add(next(nextName, nextLabel, taken()));
    }
    return fields;
  }

  private Field row() {
    List<Branch> branches = branches();
    List<Choice> choices =
        IntStream.range(0, branches.size())
            .filter(i -> branches.get(i).when().isPresent())
            .mapToObj(this::choice)
            .toList();
    Optional<Integer> proposed =
        lesson.place().branch().or(() -> visit.flatMap(Visit::proposedBranch));
    return choice(
        "row",
        "Which row",
        choices,
        proposed.map(String::valueOf).orElse(choices.isEmpty() ? "" : choices.get(0).value()));
  }

  private Field condition() {
    String was =
        lesson
            .place()
            .branch()
            .or(() -> visit.flatMap(Visit::proposedBranch))
            .filter(row -> row < branches().size())
            .flatMap(row -> branches().get(row).when())
            .map(condition -> condition.text())
            .orElse("");
    return line("when", "When", seen(), was);
  }

  /** The first row of the answer, for somebody who writes a condition over it. */
  private String seen() {
    return visit
        .flatMap(Visit::attempt)
        .flatMap(Attempt::answer)
        .flatMap(answer -> answer.rows())
        .map(ChangeForm::firstRow)
        .orElse("");
  }

  private static String firstRow(Table table) {
    if (table.rows().isEmpty()) {
      return "The answer had no row";
    }
    Row first = table.rows().get(0);
    return "Seen in the first of %d rows: ".formatted(table.rows().size())
        + IntStream.range(0, Math.min(MOST_COLUMNS, table.columns().size()))
            .mapToObj(
                i ->
                    table.columns().get(i).name()
                        + " = "
                        + Objects.toString(first.values().get(i), "nothing"))
            .collect(Collectors.joining(", "));
  }

  private String overrideReason() {
    return left().flatMap(Visit.Departure.ByBranch::reason).orElse("");
  }

  private String taken() {
    return left()
        .map(Visit.Departure.ByBranch::to)
        .flatMap(Destination::node)
        .map(id -> "#" + id)
        .orElse("");
  }

  private Optional<Visit.Departure.ByBranch> left() {
    return visit
        .flatMap(Visit::left)
        .filter(Visit.Departure.ByBranch.class::isInstance)
        .map(Visit.Departure.ByBranch.class::cast)
        .filter(Visit.Departure.ByBranch::deviates);
  }

  private List<Branch> branches() {
    return node.asks().map(CompiledCheck::branches).orElse(List.of());
  }

  private Field next(String name, String label, String value) {
    List<Choice> choices =
        Stream.concat(
                Stream.of(new Choice("", "Choose")),
                tree.nodes().values().stream()
                    .filter(target -> target.kind() != NodeKind.PREVENTION)
                    .map(target -> new Choice("#" + target.id(), target.title())))
            .toList();
    return choice(name, label, choices, value);
  }

  private static Field line(String name, String label, String help, String value) {
    return new Field(name, label, help, Field.Kind.LINE, value, List.of());
  }

  private static Field text(String name, String label, String help, String value) {
    return new Field(name, label, help, Field.Kind.TEXT, value, List.of());
  }

  private static Field code(String name, String label, String help, String value) {
    return new Field(name, label, help, Field.Kind.CODE, value, List.of());
  }

  private static Field choice(String name, String label, List<Choice> choices, String value) {
    return new Field(name, label, "", Field.Kind.CHOICE, value, choices);
  }

  /** The changes of the entry, but for the line among its lessons. */
  Result<List<Change>> changes() {
    Map<String, String> replies = new LinkedHashMap<>();
    fields().forEach(field -> replies.put(field.name(), field.value().strip()));
    if (isLeftAlone(replies)) {
      return Result.done(List.of());
    }
    List<String> open =
        fields().stream()
            .filter(field -> field.value().isBlank() && !field.name().equals("code"))
            .map(field -> "“" + field.label() + "”")
            .distinct()
            .toList();
    Optional<String> nowhere =
        fields().stream()
            .filter(field -> isLink(field) && !field.value().isBlank())
            .map(Field::value)
            .filter(link -> target(link).isEmpty())
            .findFirst();
    if (nowhere.isPresent()) {
      return Result.refused(
          Problem.invalid(
              "The entry has no step %s.".formatted(nowhere.orElseThrow()),
              "Choose one from the list."));
    }
    if (!open.isEmpty()) {
      return Result.refused(
          Problem.invalid(
              "To change the entry, %s must be filled in.".formatted(String.join(", ", open)),
              "Until then only the line among its lessons is proposed."));
    }
    return Result.done(replies.isEmpty() ? List.of() : changes(new Replies(replies)));
  }

  private boolean isLeftAlone(Map<String, String> replies) {
    return switch (lesson.kind()) {
      case DEAD_END -> NOTHING.equals(replies.get("row"));
      case ALERT -> NOTHING.equals(replies.get("alert"));
      default -> false;
    };
  }

  /** What was filled in; everything is there but the code. */
  private record Replies(Map<String, String> texts) {
    String text(String name) {
      return texts.getOrDefault(name, "");
    }
  }

  private List<Change> changes(Replies replies) {
    String id = node.id();
    return switch (lesson.kind()) {
      case WRONG_CONDITION ->
          List.of(
              new Change.ChangeCondition(
                  id, Integer.parseInt(replies.text("row")), replies.text("when")));
      case MISSING_BRANCH -> List.of(edge(replies, target(replies.text("next")).orElseThrow()));
      case MISSING_STEP -> {
        Draft.Target step = Draft.Target.toTitle(replies.text("title"));
        yield List.of(
            new Change.AddStep(id, replies.text("title"), replies.text("prose"), content(replies)),
            edge(replies, step));
      }
      case MISSING_CAUSE -> {
        Draft.Target cause = Draft.Target.toTitle(replies.text("title"));
        yield List.of(
            new Change.AddCause(
                replies.text("title"),
                replies.text("prose"),
                new Draft.Action(
                    replies.text("action"),
                    Risk.ofLabel(replies.text("risk")).orElse(Risk.CHANGE),
                    replies.text("tasks").lines().filter(task -> !task.isBlank()).toList(),
                    List.of(),
                    Optional.empty())),
            edge(replies, cause));
      }
      case MISLEADING_TEXT ->
          List.of(new Change.ReplaceProse(id, replies.text("old"), replies.text("new")));
      case OUTDATED_COMMAND, BETTER_QUERY ->
          List.of(new Change.ReplaceFence(id, Optional.empty(), replies.text("body")));
      case PREVENTION -> List.of(new Change.AddPrevention(replies.text("item")));
      case DEAD_END ->
          List.of(
              new Change.ChangeMeaning(
                  id, Integer.parseInt(replies.text("row")), replies.text("means")));
      case ALERT -> List.of(new Change.ChangeAlert(alert(replies), replies.text("when")));
    };
  }

  /** The one to change; empty for a new one. */
  private Optional<String> alert(Replies replies) {
    String chosen = replies.text("alert");
    return chosen.equals(NEW)
        ? Optional.empty()
        : Optional.of(alerts().get(Integer.parseInt(chosen)).text());
  }

  private Change edge(Replies replies, Draft.Target to) {
    return node.kind() == NodeKind.QUESTION
        ? new Change.AddAnswer(
            node.id(), new Draft.Answer(replies.text("answer"), replies.text("means"), to))
        : new Change.AddBranch(
            node.id(),
            branch(replies.text("state"), replies.text("when"), replies.text("means"), to),
            wrongRow());
  }

  /** The row that held instead, which the new one must come before. */
  private Optional<Integer> wrongRow() {
    return visit
        .flatMap(Visit::proposedBranch)
        .filter(row -> row < branches().size() && branches().get(row).when().isPresent());
  }

  private static Draft.Branch branch(String state, String when, String means, Draft.Target to) {
    return new Draft.Branch(
        State.ofLabel(state).orElse(State.UNKNOWN),
        Optional.of(when).filter(text -> !text.isEmpty()),
        means,
        to);
  }

  private Draft.Content content(Replies replies) {
    Draft.Target found = target(replies.text("found-next")).orElseThrow();
    Draft.Target otherwise = target(replies.text("else-next")).orElseThrow();
    return replies.text("code").isEmpty()
        ? new Draft.Question(
            List.of(
                new Draft.Answer(replies.text("found"), replies.text("found-means"), found),
                new Draft.Answer("Anything else", replies.text("else-means"), otherwise)))
        : new Draft.Check(
            new Draft.Code("kql", replies.text("code")),
            List.of(
                branch(
                    State.FAILED.label(),
                    replies.text("found"),
                    replies.text("found-means"),
                    found),
                branch(State.UNKNOWN.label(), "", replies.text("else-means"), otherwise)));
  }

  private Optional<Draft.Target> target(String link) {
    String slug = link.startsWith("#") ? link.substring(1) : link;
    return tree.node(slug).map(target -> Draft.Target.of(target.heading()));
  }
}
