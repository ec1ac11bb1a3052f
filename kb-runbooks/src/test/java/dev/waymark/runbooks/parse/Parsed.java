package dev.waymark.runbooks.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.MarkdownReader;
import java.util.List;

/** A text as the parser reads it: the entry, and what is wrong with it. */
record Parsed(SourceFile file, Entry entry, List<Issue> issues) {
  /** A small entry without a mistake, for tests to change. */
  static final String SOUND =
      """
      ---
      id: orders-wait
      title: Orders wait
      service: Order queue
      severity: sev2
      owners: [orders]
      reviewed: 2026-11-01
      review-every: 90d
      parameters:
        workspace: {type: workspace, description: Where the counters are}
      ---
      # Orders wait

      Nobody takes them.

      ## Symptoms

      - Orders confirm late

      ## Diagnostics

      ### How many wait?

      Look at the queue.

      ```kql
      Orders | count
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | failed | `row.Count > 10` | Too many | [Is it up?](#is-it-up) |
      | healthy | otherwise | Few | [Escalate](#escalation) |

      | Remember | From |
      |---|---|
      | `waiting` | `row.Count` |

      ### Is it up?

      | Answer | Means | Next |
      |---|---|---|
      | No | It stopped | [It is down](#it-is-down) |
      | Yes | It is slow | [Escalate](#escalation) |

      ## Root causes

      ### It is down

      It stopped. [Restart it](#restart-it).

      ## Resolution

      ### Restart it

      It takes a minute.

      Risk: change

      - [ ] Restart it

      #### Verify

      ```tcp
      consumer.example:80
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | healthy | `row.Connected` | It is up | [Prevention](#prevention) |
      | failed | otherwise | Still down | [Escalate](#escalation) |

      ## Prevention

      - Watch it

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev2 | always | Orders | 15m |

      ## Lessons

      - 2026-10-02: It leaks. [Incident 7](https://a.example/7), [Is it up?](#is-it-up)
      """;

  static Parsed of(String text) {
    SourceFile file = new SourceFile("entries/orders-wait.md", text);
    StageResult<Document> document = MarkdownReader.read(file);
    StageResult<Entry> entry = EntryParser.parse(document.value().orElseThrow());
    return new Parsed(file, entry.value().orElseThrow(), entry.issues());
  }

  /** The sound entry with one piece of its text changed; {@code §} is a line's end. */
  static Parsed changed(String from, String to) {
    String sound = lines(from);
    assertThat(SOUND).contains(sound);
    return of(SOUND.replace(sound, lines(to)));
  }

  private static String lines(String text) {
    return text.replace('§', '\n');
  }

  /** Each issue as code, place and message. */
  List<String> told() {
    return issues.stream()
        .map(issue -> issue.code().code() + " " + at(issue.span()) + ": " + issue.message())
        .toList();
  }

  /** Where a span begins and what stands there, up to the end of its line. */
  String at(SourceSpan span) {
    return file.position(span.start()).line() + " " + file.text(span).split("\n", 2)[0];
  }
}
