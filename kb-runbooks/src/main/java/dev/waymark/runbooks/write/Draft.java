package dev.waymark.runbooks.write;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.entry.State;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A part of an entry that isn't written yet. Texts are Markdown within a line or paragraph; marks
 * that would open a heading, list, quote, fence or table are made harmless when they are written.
 */
public sealed interface Draft {
  /**
   * Where an edge leads.
   *
   * @param title what the link says, in plain text
   * @param link {@code #step}, {@code other-entry.md} or {@code other-entry.md#step}
   */
  record Target(String title, String link) implements Draft {
    private static final Pattern LINK = Pattern.compile("[^\\s()<>|\\\\`\\[\\]\\p{Cntrl}]+");

    public Target {
      requireNonNull(title);
      if (!LINK.matcher(link).matches()) {
        throw new IllegalArgumentException("not the target of a link: " + link);
      }
    }

    /** To a heading of the same entry. */
    public static Target of(Heading heading) {
      return new Target(heading.text(), "#" + heading.slug());
    }
  }

  /**
   * A row of a {@code State | When | Means | Next} table.
   *
   * @param when CEL; empty for {@code otherwise}
   */
  record Branch(State state, Optional<String> when, String means, Target next) implements Draft {
    public Branch {
      requireNonNull(state);
      requireNonNull(when);
      requireNonNull(means);
      requireNonNull(next);
    }
  }

  /**
   * A row of an {@code Answer | Means | Next} table.
   *
   * @param answer plain text, by which responders choose
   */
  record Answer(String answer, String means, Target next) implements Draft {
    public Answer {
      requireNonNull(answer);
      requireNonNull(means);
      requireNonNull(next);
    }
  }

  /**
   * A fence.
   *
   * @param info its kind and options, such as {@code kql timeout=20s}
   */
  record Code(String info, String body) implements Draft {
    public Code {
      requireNonNull(info);
      requireNonNull(body);
    }
  }

  /** What a step asks. */
  sealed interface Content extends Draft {}

  /** A fence that runs and what its answer means; the last branch is {@code otherwise}. */
  record Check(Code code, List<Branch> branches) implements Content {
    public Check {
      requireNonNull(code);
      branches = List.copyOf(branches);
    }
  }

  /** A question to the responder. */
  record Question(List<Answer> answers) implements Content {
    public Question {
      answers = List.copyOf(answers);
    }
  }

  /**
   * A resolution.
   *
   * @param tasks what to do, at least one
   * @param code commands to copy, shown behind the tasks
   * @param verify how to see that it worked; the compiler wants it unless the risk is {@code read}
   */
  record Action(
      String title, Risk risk, List<String> tasks, List<Code> code, Optional<Check> verify)
      implements Draft {
    public Action {
      requireNonNull(title);
      requireNonNull(risk);
      tasks = List.copyOf(tasks);
      code = List.copyOf(code);
      requireNonNull(verify);
    }
  }
}
