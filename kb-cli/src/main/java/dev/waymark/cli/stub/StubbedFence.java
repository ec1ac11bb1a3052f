package dev.waymark.cli.stub;

import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.fence.azure.MetricsBody;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A kind of fence that Azure answers, and how a request tells which fence it comes from. */
enum StubbedFence {
  LOGS {
    @Override
    FenceKind kind() {
      return KqlFence.KIND;
    }

    @Override
    boolean sends(CompiledCheck check, String text) {
      return text.strip().endsWith(check.fence().body().text().strip());
    }

    /** In a line in front of the query. */
    @Override
    Optional<Instant> since(CompiledCheck check, String text) {
      return instant(LET_SINCE.matcher(text));
    }
  },
  RESOURCE_GRAPH {
    @Override
    FenceKind kind() {
      return ResourceGraphFence.KIND;
    }

    @Override
    boolean sends(CompiledCheck check, String text) {
      return withValues(check).matcher(text.strip()).matches();
    }

    /** In the place of its name. */
    @Override
    Optional<Instant> since(CompiledCheck check, String text) {
      Matcher whole = withValues(check).matcher(text.strip());
      return check.names().contains("since") && whole.matches()
          ? instant(SINCE.matcher(whole.group("since")))
          : Optional.empty();
    }
  },
  METRICS {
    @Override
    FenceKind kind() {
      return MetricsFence.KIND;
    }

    @Override
    boolean sends(CompiledCheck check, String text) {
      return metrics(check.fence()).stream().allMatch(text::contains);
    }
  },
  ACTIVITY_LOG {
    @Override
    FenceKind kind() {
      return ActivityLogFence.KIND;
    }

    @Override
    boolean sends(CompiledCheck check, String text) {
      return true;
    }
  };

  private static final String TIME = "datetime\\((\\d{4}-[0-9T:.-]+Z)\\)";
  private static final Pattern LET_SINCE = Pattern.compile("(?m)^let since = " + TIME + ";$");
  private static final Pattern SINCE = Pattern.compile(TIME);

  abstract FenceKind kind();

  /** Whether a request may come from a fence. */
  boolean isOf(CompiledCheck check, String text) {
    return check.fence().kind().equals(kind()) && sends(check, text);
  }

  /** Whether a fence of this kind may send a request. */
  abstract boolean sends(CompiledCheck check, String text);

  /** When the action was carried out that a request asks about, where it says so. */
  Optional<Instant> since(CompiledCheck check, String text) {
    return Optional.empty();
  }

  private static Optional<Instant> instant(Matcher time) {
    return time.find() ? Optional.of(Instant.parse(time.group(1))) : Optional.empty();
  }

  /** The metrics that a fence names. */
  static List<String> metrics(Fence fence) {
    Placeholders anything = Placeholders.of(name -> Placeholders.samples(ColumnType.STRING));
    return MetricsBody.read(fence.body().text(), anything)
        .value()
        .map(MetricsBody::metrics)
        .orElse(List.of());
  }

  /** The fence's text, with anything in the place of each name that stands for a value. */
  private static Pattern withValues(CompiledCheck check) {
    var pattern = new StringBuilder();
    String written = check.fence().body().text().strip();
    Set<String> named = new HashSet<>();
    int copied = 0;
    for (Token token : KqlLexer.tokens(written)) {
      String name = token.text();
      if (token.kind() == TokenKind.WORD && check.names().contains(name)) {
        boolean since = name.equals("since") && named.add(name);
        pattern
            .append(Pattern.quote(written.substring(copied, token.start())))
            .append(since ? "(?<since>.+?)" : ".+?");
        copied = token.end();
      }
    }
    return Pattern.compile(
        pattern.append(Pattern.quote(written.substring(copied))).toString(), Pattern.DOTALL);
  }
}
