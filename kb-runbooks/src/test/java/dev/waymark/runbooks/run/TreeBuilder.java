package dev.waymark.runbooks.run;

import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.Prose;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.Section;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.Conditions;
import dev.waymark.runbooks.condition.Scope;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.BranchTarget;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Conclusion;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.RememberedValue;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.runbooks.tree.Verdict;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trees by hand. The first node is the root; a target {@code other.md#step} leads away. */
public final class TreeBuilder {
  private static final String AGAIN = "Ask again after ";

  private static final SourceSpan NOWHERE = new SourceSpan(0, 0);

  private final String id;
  private final List<Parameter> parameters = new ArrayList<>();
  private final Map<String, ColumnType> remembered = new LinkedHashMap<>();
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private TreeBuilder(String id) {
    this.id = id;
  }

  public static TreeBuilder entry(String id) {
    return new TreeBuilder(id);
  }

  public TreeBuilder parameter(String name, ParameterType type, String... defaultValue) {
    parameters.add(
        new Parameter(
            name,
            type,
            "",
            Optional.empty(),
            Arrays.stream(defaultValue).findFirst(),
            Optional.empty(),
            type == ParameterType.CHOICE ? List.of("red", "green") : List.of(),
            NOWHERE));
    return this;
  }

  /** Lets conditions name what only a later step remembers. */
  public TreeBuilder remembers(String name) {
    remembered.put(name, ColumnType.DYNAMIC);
    return this;
  }

  public TreeBuilder query(String id, CheckBuilder check) {
    return node(new Node.QueryNode(heading(id), prose(), check.build(this)));
  }

  /** Answers and targets in turn. */
  public TreeBuilder question(String id, String... answersAndTargets) {
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < answersAndTargets.length; i += 2) {
      options.add(option(Optional.empty(), answersAndTargets[i], answersAndTargets[i + 1]));
    }
    return node(new Node.QuestionNode(heading(id), prose(), options));
  }

  private static Option option(Optional<State> state, String answer, String target) {
    return new Option(state, answer, "", concludes(target), target, destination(target), NOWHERE);
  }

  private static Conclusion concludes(String target) {
    return new Conclusion("It is " + target, Optional.empty(), Set.of());
  }

  /** An action that a person verifies, with the targets of its answers Yes and No. */
  public TreeBuilder verdict(String id, int items, String yes, String no) {
    List<Option> options =
        List.of(
            option(Optional.of(State.HEALTHY), "Yes", yes),
            option(Optional.of(State.FAILED), "No", no));
    return node(
        new Node.ActionNode(
            heading(id),
            prose(),
            Risk.CHANGE,
            items(items),
            Optional.empty(),
            Optional.of(new Verdict(prose(), options))));
  }

  public TreeBuilder cause(String id, String... actions) {
    return node(new Node.CauseNode(heading(id), prose(), List.of(actions), Optional.empty()));
  }

  public TreeBuilder cause(String id, CheckBuilder evidence, String... actions) {
    return node(
        new Node.CauseNode(
            heading(id), prose(), List.of(actions), Optional.of(evidence.build(this))));
  }

  public TreeBuilder action(String id, int items) {
    return node(
        new Node.ActionNode(
            heading(id), prose(), Risk.READ, items(items), Optional.empty(), Optional.empty()));
  }

  public TreeBuilder action(String id, int items, CheckBuilder verification) {
    return node(
        new Node.ActionNode(
            heading(id),
            prose(),
            Risk.CHANGE,
            items(items),
            Optional.of(verification.build(this)),
            Optional.empty()));
  }

  public TreeBuilder prevention() {
    return node(new Node.PreventionNode(heading("prevention"), prose()));
  }

  public TreeBuilder escalation() {
    return node(new Node.EscalationNode(heading("escalation"), prose()));
  }

  public Tree build() {
    var frontMatter =
        new FrontMatter(
            id,
            id,
            Optional.empty(),
            "",
            Optional.of(IncidentSeverity.SEV3),
            List.of(),
            Optional.of(LocalDate.of(2026, 1, 1)),
            Optional.of(Duration.ofDays(90)),
            List.of(),
            List.of(),
            parameters,
            NOWHERE);
    var section = new Section(heading("section"), prose());
    var entry =
        new Entry(
            new SourceFile(id + ".md", ""),
            "00",
            frontMatter,
            heading(id),
            prose(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            section,
            List.of(),
            section,
            List.of(),
            List.of(),
            List.of());
    return new Tree(entry, Optional.empty(), nodes.keySet().iterator().next(), nodes);
  }

  public static CheckBuilder check(String query, String... names) {
    return new CheckBuilder(KqlFence.KIND, query, List.of(names));
  }

  public static CheckBuilder check(FenceKind kind, String body, String... names) {
    return new CheckBuilder(kind, body, List.of(names));
  }

  private static BranchTarget target(String next) {
    return next.startsWith(AGAIN)
        ? new BranchTarget.AskAgain(Timespan.parse(next.substring(AGAIN.length())).orElseThrow())
        : new BranchTarget.GoTo(destination(next));
  }

  static Destination destination(String target) {
    if (!target.contains(".md")) {
      return new Destination.Node(target);
    }
    String[] parts = target.split("\\.md#?", 2);
    return new Destination.OtherEntry(
        parts[0], parts[1].isEmpty() ? Optional.empty() : Optional.of(parts[1]));
  }

  private TreeBuilder node(Node node) {
    nodes.put(node.id(), node);
    return this;
  }

  private static List<TaskItem> items(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> new TaskItem("Item " + i, List.<CodeBlock>of(), 0, NOWHERE))
        .toList();
  }

  private static Heading heading(String id) {
    return new Heading(id.replace('-', ' '), id, NOWHERE);
  }

  private static Prose prose() {
    return new Prose("", NOWHERE);
  }

  private Scope scope() {
    Map<String, ParameterType> params = new LinkedHashMap<>();
    parameters.forEach(parameter -> params.put(parameter.name(), parameter.type()));
    return new Scope(Optional.empty(), params, remembered, true);
  }

  /** A fence, its patterns and what it remembers. */
  public static final class CheckBuilder {
    private final FenceKind kind;
    private final String body;
    private final List<String> names;
    private final List<String[]> branches = new ArrayList<>();
    private final List<String[]> remembers = new ArrayList<>();

    private CheckBuilder(FenceKind kind, String body, List<String> names) {
      this.kind = kind;
      this.body = body;
      this.names = names;
    }

    public CheckBuilder when(State state, String condition, String target) {
      branches.add(new String[] {state.name(), condition, target});
      return this;
    }

    public CheckBuilder otherwise(State state, String target) {
      return when(state, "", target);
    }

    public CheckBuilder remember(String name, String from) {
      remembers.add(new String[] {name, from});
      return this;
    }

    CompiledCheck build(TreeBuilder tree) {
      List<RememberedValue> remembered = new ArrayList<>();
      for (String[] row : remembers) {
        remembered.add(new RememberedValue(row[0], condition(row[1], tree, true)));
        tree.remembered.put(row[0], ColumnType.DYNAMIC);
      }
      List<Branch> compiled = new ArrayList<>();
      for (String[] row : branches) {
        Optional<Condition> when =
            row[1].isEmpty() ? Optional.empty() : Optional.of(condition(row[1], tree, false));
        compiled.add(
            new Branch(
                State.valueOf(row[0]),
                when,
                "",
                concludes(row[2]),
                row[2],
                target(row[2]),
                NOWHERE));
      }
      return new CompiledCheck(fence(kind, body, Map.of()), names, compiled, remembered);
    }

    private static Condition condition(String text, TreeBuilder tree, boolean value) {
      var file = new SourceFile("condition", text);
      Excerpt excerpt = Excerpt.of(file, new SourceSpan(0, text.length()));
      var checked =
          value
              ? Conditions.compileValue(file, excerpt, tree.scope())
              : Conditions.compile(file, excerpt, tree.scope());
      return checked.value().orElseThrow(() -> new AssertionError(checked.issues()));
    }
  }

  /** A fence with a body. */
  public static Fence fence(FenceKind kind, String body, Map<String, String> options) {
    var file = new SourceFile("fence", body);
    return new Fence(kind, options, Excerpt.of(file, new SourceSpan(0, body.length())), NOWHERE);
  }
}
