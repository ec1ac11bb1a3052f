package dev.waymark.runbooks.scenario;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.run.ParameterValues;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a scenario names that its entry's tree doesn't have. */
final class ScenarioCheck {
  private static final Pattern STAY = Pattern.compile("\\.\\d+$");
  private static final Pattern ANSWER_NAME =
      Pattern.compile(
          "answers/(?<node>.+?)(?:\\.\\d+)?(?:\\.again(?:\\.\\d+)?)?\\.(?:csv|json|txt)");
  private static final Pattern AFTER_NAME =
      Pattern.compile("after/(?<node>.+?)(?:\\.\\d+)?(?<again>\\.again(?:\\.\\d+)?)?");

  private final Scenario scenario;
  private final Tree tree;
  private final SourceFile file;
  private final List<Issue> issues = new ArrayList<>();

  ScenarioCheck(Scenario scenario, Tree tree, SourceFile file) {
    this.scenario = scenario;
    this.tree = tree;
    this.file = file;
  }

  List<Issue> issues() {
    ParameterValues.read(tree.entry().frontMatter().parameters(), scenario.parameters())
        .problems()
        .forEach(
            (name, problem) ->
                add(
                    "parameters",
                    name,
                    "Parameter `" + name + "`: " + problem,
                    "Correct it under `parameters:`."));
    scenario.questions().forEach(this::question);
    scenario.actions().forEach(this::action);
    scenario.path().forEach(this::pathStep);
    var files = new ScenarioFolder(scenario.folder());
    files.names(RecordedSource.FOLDER).forEach(this::answer);
    files.names(RecordedTables.FOLDER).stream().filter(files::isFolder).forEach(this::after);
    return issues;
  }

  private void question(String slug, String answer) {
    String node = STAY.matcher(slug).replaceFirst("");
    List<Option> options = tree.node(node).map(Node::options).orElse(List.of());
    if (options.isEmpty()) {
      add(
          "questions",
          slug,
          "The entry has no question `" + slug + "`",
          "Name a question step, or an action that the responder verifies.");
      return;
    }
    boolean known =
        options.stream()
            .anyMatch(option -> option.answer().strip().equalsIgnoreCase(answer.strip()));
    if (!known) {
      add(
          "questions",
          answer,
          "`" + slug + "` has no answer “" + answer + "”",
          "Use one of "
              + options.stream()
                  .map(Option::answer)
                  .map(text -> "“" + text + "”")
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }

  private void action(String slug, String action) {
    Optional<Node> node = tree.node(slug);
    if (node.filter(one -> one.kind() == NodeKind.CAUSE).isEmpty()) {
      add("actions", slug, "The entry has no cause `" + slug + "`", "Name a cause and its action.");
    } else if (!node.get().actions().contains(action)) {
      add(
          "actions",
          action,
          "The cause `" + slug + "` has no action `" + action + "`",
          "Use one of " + String.join(", ", node.get().actions()) + ".");
    }
  }

  private void pathStep(String slug) {
    if (tree.node(slug).isEmpty()) {
      add(
          "path",
          slug,
          "The entry has no `" + slug + "`",
          "Write the path as `kb run --scenario %s --yes` prints it.".formatted(scenario.name()));
    }
  }

  private void answer(String name) {
    var answer = ANSWER_NAME.matcher(name);
    if (answer.matches()
        && tree.node(answer.group("node")).flatMap(Node::asks).isEmpty()
        && tree.node(name.substring(name.indexOf('/') + 1, name.lastIndexOf('.')))
            .flatMap(Node::asks)
            .isEmpty()) {
      add(
          RecordedSource.FOLDER,
          name,
          "`" + name + "` doesn't name a step of the entry that asks something",
          "Name the file as the slug of a step that asks something.");
    }
  }

  private void after(String name) {
    var after = AFTER_NAME.matcher(name);
    if (!after.matches()) {
      return;
    }
    Optional<Node> node = tree.node(after.group("node"));
    if (after.group("again") == null
        && node.filter(one -> one.kind() == NodeKind.ACTION).isEmpty()) {
      add(
          "after",
          name,
          "`" + name + "` doesn't name an action of the entry",
          "Name the folder as the slug of an action, such as `after/"
              + actions().findFirst().orElse("restart-it")
              + "/`.");
    } else if (after.group("again") != null
        && node.flatMap(Node::asks).stream()
            .flatMap(check -> check.branches().stream())
            .allMatch(branch -> branch.askAgainAfter().isEmpty())) {
      add(
          "after",
          name,
          "`" + name + "`: nothing is asked again there",
          "Name a step or action with a row that says `Ask again after 5m`.");
    }
  }

  private Stream<String> actions() {
    return tree.nodes(NodeKind.ACTION).stream().map(Node::id);
  }

  /** The issue stands at the name under its key, or at the file's start. */
  private void add(String key, String name, String message, String hint) {
    issues.add(new Issue(ScenarioIssue.UNKNOWN_NAME, file, place(key, name), message, hint));
  }

  private SourceSpan place(String key, String name) {
    Matcher under = Pattern.compile("(?ms)^" + key + "\\s*:(.*?)(?=^\\w|\\z)").matcher(file.text());
    if (!under.find()) {
      return new SourceSpan(0, 0);
    }
    Matcher word =
        Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])").matcher(file.text());
    word.region(under.start(1), under.end(1));
    return word.find() ? new SourceSpan(word.start(), word.end()) : new SourceSpan(0, 0);
  }
}
