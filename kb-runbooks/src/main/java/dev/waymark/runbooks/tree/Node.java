package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.Prose;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.model.run.Destination;
import java.util.List;
import java.util.Optional;

/** A place where a run can be. */
public sealed interface Node {
  Heading heading();

  Prose prose();

  /** The slug of the heading. */
  default String id() {
    return heading().slug();
  }

  default String title() {
    return heading().text();
  }

  default NodeKind kind() {
    return switch (this) {
      case QueryNode _ -> NodeKind.QUERY;
      case QuestionNode _ -> NodeKind.QUESTION;
      case CauseNode _ -> NodeKind.CAUSE;
      case ActionNode _ -> NodeKind.ACTION;
      case EscalationNode _ -> NodeKind.ESCALATION;
      case PreventionNode _ -> NodeKind.PREVENTION;
    };
  }

  /** What it asks, if anything: a step's check, a cause's evidence, an action's verification. */
  default Optional<CompiledCheck> asks() {
    return Optional.empty();
  }

  /** What it asks as soon as a run arrives: an action asks only once it is carried out. */
  default Optional<CompiledCheck> asksOnArrival() {
    return kind() == NodeKind.ACTION ? Optional.empty() : asks();
  }

  /** What a person may answer: to a question, or of an action that was carried out. */
  default List<Option> options() {
    return List.of();
  }

  /** The ids of a cause's resolutions. */
  default List<String> actions() {
    return List.of();
  }

  /** Whether an edge leads to one of a cause's resolutions: to take it is to confirm the cause. */
  default boolean isResolvedBy(Destination to) {
    return to.node().filter(actions()::contains).isPresent();
  }

  /** An action's checklist. */
  default List<TaskItem> items() {
    return List.of();
  }

  /** How a person says whether an action worked. */
  default Optional<Verdict> verdict() {
    return Optional.empty();
  }

  /** A step that a query, probe or command answers. */
  record QueryNode(Heading heading, Prose prose, CompiledCheck check) implements Node {
    @Override
    public Optional<CompiledCheck> asks() {
      return Optional.of(check);
    }
  }

  /** A step that the responder answers. */
  record QuestionNode(Heading heading, Prose prose, List<Option> options) implements Node {
    public QuestionNode {
      options = List.copyOf(options);
    }
  }

  /**
   * A diagnosis.
   *
   * @param actions ids of its resolutions, at least one
   */
  record CauseNode(
      Heading heading, Prose prose, List<String> actions, Optional<CompiledCheck> evidence)
      implements Node {
    public CauseNode {
      actions = List.copyOf(actions);
    }

    @Override
    public Optional<CompiledCheck> asks() {
      return evidence;
    }
  }

  /**
   * Something to do by hand. If nothing and nobody verifies it, it leads to prevention.
   *
   * @param verification asks a source whether it worked
   * @param verdict asks a person, if no source is asked
   */
  record ActionNode(
      Heading heading,
      Prose prose,
      Risk risk,
      List<TaskItem> items,
      Optional<CompiledCheck> verification,
      Optional<Verdict> verdict)
      implements Node {
    public ActionNode {
      items = List.copyOf(items);
      if (verification.isPresent() && verdict.isPresent()) {
        throw new IllegalArgumentException("either a source or a person is asked");
      }
    }

    @Override
    public List<Option> options() {
      return verdict.map(Verdict::options).orElse(List.of());
    }

    @Override
    public Optional<CompiledCheck> asks() {
      return verification;
    }
  }

  /** {@code ## Escalation}: somebody else takes over. */
  record EscalationNode(Heading heading, Prose prose) implements Node {}

  /** {@code ## Prevention}: it works again. */
  record PreventionNode(Heading heading, Prose prose) implements Node {}
}
