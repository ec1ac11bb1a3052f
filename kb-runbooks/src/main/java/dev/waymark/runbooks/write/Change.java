package dev.waymark.runbooks.write;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One thing that a lesson changes in an entry's Markdown. Nodes are named by the slugs of their
 * headings; rows are counted from 0 in the text on which the lesson was learned. The table of an
 * action is the one of its {@code #### Verify}.
 */
public sealed interface Change {
  /**
   * A new row of a {@code State} table.
   *
   * @param before the row that it is put before; empty for the one that says {@code otherwise}
   */
  record AddBranch(String node, Draft.Branch branch, Optional<Integer> before) implements Change {
    public AddBranch {
      requireNonNull(node);
      requireNonNull(branch);
      requireNonNull(before);
    }
  }

  /** A new last row of a question's table. */
  record AddAnswer(String node, Draft.Answer answer) implements Change {
    public AddAnswer {
      requireNonNull(node);
      requireNonNull(answer);
    }
  }

  /** Another condition: only the {@code When} cell. */
  record ChangeCondition(String node, int branch, String when) implements Change {
    public ChangeCondition {
      requireNonNull(node);
      requireNonNull(when);
    }
  }

  /** Better words: only the {@code Means} cell of a branch or an answer. */
  record ChangeMeaning(String node, int branch, String means) implements Change {
    public ChangeMeaning {
      requireNonNull(node);
      requireNonNull(means);
    }
  }

  /**
   * A better query or command: only the body of a fence.
   *
   * @param old the body to replace; empty for the node's only fence, or else the first that asks
   */
  record ReplaceFence(String node, Optional<String> old, String body) implements Change {
    public ReplaceFence {
      requireNonNull(node);
      requireNonNull(old);
      requireNonNull(body);
    }
  }

  /**
   * Better prose.
   *
   * @param old what stands there exactly once, in the author's Markdown; line ends count as spaces
   */
  record ReplaceProse(String node, String old, String text) implements Change {
    public ReplaceProse {
      requireNonNull(node);
      requireNonNull(old);
      requireNonNull(text);
    }
  }

  /**
   * A new step.
   *
   * @param after the step that it is put behind in the file; an edge to it is another change
   */
  record AddStep(String after, String title, String prose, Draft.Content content)
      implements Change {
    public AddStep {
      requireNonNull(after);
      requireNonNull(title);
      requireNonNull(prose);
      requireNonNull(content);
    }
  }

  /** A new cause at the end of the causes, and its resolution at the end of the resolutions. */
  record AddCause(String title, String prose, Draft.Action resolution) implements Change {
    public AddCause {
      requireNonNull(title);
      requireNonNull(prose);
      requireNonNull(resolution);
    }
  }

  /** A new last item of {@code ## Prevention}. */
  record AddPrevention(String text) implements Change {
    public AddPrevention {
      requireNonNull(text);
    }
  }

  /**
   * A condition among the front matter's alerts.
   *
   * @param old the one to replace; empty for a new last one
   * @param when CEL over the normalised alert
   */
  record ChangeAlert(Optional<String> old, String when) implements Change {
    public ChangeAlert {
      requireNonNull(old);
      requireNonNull(when);
    }
  }

  /**
   * A new last item of {@code ## Lessons}, which is added if it is missing.
   *
   * @param incident link to the incident's record, relative to the entry
   * @param node where it was learned
   */
  record AppendLesson(LocalDate date, String text, Draft.Target incident, String node)
      implements Change {
    public AppendLesson {
      requireNonNull(date);
      requireNonNull(text);
      requireNonNull(incident);
      requireNonNull(node);
    }
  }
}
