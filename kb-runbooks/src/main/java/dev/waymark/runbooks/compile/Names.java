package dev.waymark.runbooks.compile;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.entry.Verification;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.FenceOption;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.fence.KqlDialect;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Pass 3: the parameters and remembered values of an entry, and which of them each fence names. */
final class Names {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\s]*)}");

  private final Entry entry;
  private final List<Issue> issues = new ArrayList<>();
  private final Map<String, ParameterType> parameters = new LinkedHashMap<>();
  private final Set<String> remembered = new LinkedHashSet<>();
  private final IdentityHashMap<Fence, List<String>> used = new IdentityHashMap<>();

  /** The fences that look whether an action has worked. */
  private final Set<Fence> verifying = Collections.newSetFromMap(new IdentityHashMap<>());

  Names(Entry entry, Definitions definitions) {
    this.entry = entry;
    for (Parameter parameter : entry.frontMatter().parameters()) {
      if (isFree(parameter.name(), parameter.span())) {
        parameters.put(parameter.name(), parameter.type());
      }
    }
    entry.actions().stream()
        .flatMap(action -> action.verification().stream())
        .flatMap(verification -> verification.check().stream())
        .forEach(check -> verifying.add(check.fence()));
    for (Check check : Checks.of(entry)) {
      check.remembers().forEach(this::remember);
    }
    for (Check check : Checks.of(entry)) {
      used.put(check.fence(), namedBy(check.fence(), definitions));
    }
  }

  /** Whether a name means nothing else already. */
  private boolean isFree(String name, SourceSpan span) {
    if (name.equals(Verification.SINCE)) {
      issues.add(
          new Issue(
              NameIssue.NAME_TAKEN,
              entry.source(),
              span,
              "`since` is reserved for the time when an action was carried out",
              "Choose another name, such as `start`."));
    }
    return !name.equals(Verification.SINCE);
  }

  private void remember(RememberRow row) {
    if (!isFree(row.name(), row.span())) {
      return;
    }
    if (parameters.containsKey(row.name())) {
      issues.add(
          new Issue(
              NameIssue.NAME_TAKEN,
              entry.source(),
              row.span(),
              "`" + row.name() + "` is a parameter, so it can't be remembered too",
              "Give the remembered value another name."));
      return;
    }
    remembered.add(row.name());
  }

  /** What the pass found. */
  List<Issue> issues() {
    return List.copyOf(issues);
  }

  Map<String, ParameterType> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  Set<String> remembered() {
    return Collections.unmodifiableSet(remembered);
  }

  /** Whether a fence looks whether an action has worked, and so knows when it was carried out. */
  boolean verifies(Fence fence) {
    return verifying.contains(fence);
  }

  boolean isRemembered(String name) {
    return remembered.contains(name);
  }

  private List<String> namedBy(Fence fence, Definitions definitions) {
    return dialect(fence).isPresent()
        ? usedByKql(definitions.whole(fence).tokens(), verifies(fence))
        : placeholders(fence.body(), verifies(fence));
  }

  /**
   * The parameters, remembered values and {@code since} that the fence of a check and the
   * definitions that it needs name, each once, in the order of the text.
   */
  List<String> usedBy(Fence fence) {
    return requireNonNull(used.get(fence));
  }

  /** The names that a query uses, each once, in the order of its text. */
  List<String> usedByKql(List<Token> tokens) {
    return usedByKql(tokens, false);
  }

  private List<String> usedByKql(List<Token> tokens, boolean verifies) {
    return IntStream.range(0, tokens.size())
        .filter(i -> isName(tokens, i))
        .mapToObj(i -> tokens.get(i).text())
        .filter(name -> isKnown(name, verifies))
        .distinct()
        .toList();
  }

  /** Where a query that verifies nothing speaks of {@code since}, and doesn't define it itself. */
  static List<Token> strayedSince(List<Token> tokens) {
    List<Integer> found =
        IntStream.range(0, tokens.size())
            .filter(i -> isName(tokens, i) && tokens.get(i).is(Verification.SINCE))
            .boxed()
            .toList();
    boolean defined =
        found.stream().anyMatch(i -> i + 1 < tokens.size() && tokens.get(i + 1).is("="));
    return defined ? List.of() : found.stream().map(tokens::get).toList();
  }

  private static boolean isName(List<Token> tokens, int index) {
    boolean member = index > 0 && tokens.get(index - 1).is(".");
    boolean called = index + 1 < tokens.size() && tokens.get(index + 1).is("(");
    return tokens.get(index).kind() == TokenKind.WORD && !member && !called;
  }

  /** The known names that stand in {@code ${name}} form, each once. */
  List<String> placeholders(Excerpt text) {
    return placeholders(text, false);
  }

  private List<String> placeholders(Excerpt text, boolean verifies) {
    return PLACEHOLDER
        .matcher(text.text())
        .results()
        .map(found -> found.group(1))
        .filter(name -> isKnown(name, verifies))
        .distinct()
        .toList();
  }

  /** Each {@code ${name}} of a fence that nobody knows. */
  List<Issue> unknown(Fence fence) {
    return unknown(fence.body(), verifies(fence));
  }

  /** Each {@code ${name}} that nobody knows in a text that is only shown. */
  List<Issue> unknown(Excerpt text) {
    return unknown(text, false);
  }

  private List<Issue> unknown(Excerpt text, boolean verifies) {
    List<Issue> unknown = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text.text());
    while (matcher.find()) {
      String name = matcher.group(1);
      SourceSpan span = text.span(matcher.start(), matcher.end());
      if (name.equals(Verification.SINCE) && !verifies) {
        unknown.add(strayedSince(span));
      } else if (!isKnown(name, verifies)) {
        unknown.add(
            unknown(
                span,
                "`" + name + "` is neither a parameter nor a remembered value",
                Nearest.to(name, known())
                    .map(near -> "Did you mean `${" + near + "}`?")
                    .orElse("Declare it under `parameters:`, or remember it in an earlier step.")));
      }
    }
    return unknown;
  }

  /** Each option behind a fence's kind, such as {@code workspace=}, that names what isn't known. */
  List<Issue> unknownInOptions(Fence fence) {
    List<Issue> unknown = new ArrayList<>();
    for (FenceOption declared : FenceTypes.of(fence.kind()).options()) {
      String option = declared.name();
      String name = fence.options().get(option);
      if (name != null && declared.namesValue() && !isKnown(name)) {
        unknown.add(
            unknown(
                fence.span(),
                "`%s=%s` names neither a parameter nor a remembered value".formatted(option, name),
                Nearest.to(name, known())
                    .map(near -> "Did you mean `" + option + "=" + near + "`?")
                    .orElse("Declare `" + name + "` under `parameters:`.")));
      }
    }
    return unknown;
  }

  /** {@code since} where no action is verified. */
  Issue strayedSince(SourceSpan span) {
    return unknown(
        span,
        "`since` exists only in `#### Verify`, where it is when the action was carried out",
        "Ask about a time that you name, such as `ago(window)`.");
  }

  private Issue unknown(SourceSpan span, String message, String hint) {
    return new Issue(NameIssue.UNKNOWN_NAME, entry.source(), span, message, hint);
  }

  private boolean isKnown(String name, boolean verifies) {
    return isKnown(name) || (verifies && name.equals(Verification.SINCE));
  }

  private boolean isKnown(String name) {
    return parameters.containsKey(name) || remembered.contains(name);
  }

  private Set<String> known() {
    Set<String> known = new TreeSet<>(parameters.keySet());
    known.addAll(remembered);
    return known;
  }

  /** How KQL is written in a fence; empty if it holds something else. */
  static Optional<KqlDialect> dialect(Fence fence) {
    return FenceTypes.of(fence.kind()).dialect();
  }
}
