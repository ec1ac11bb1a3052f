package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.fence.Holes;
import dev.waymark.runbooks.kql.syntax.Token;
import dev.waymark.runbooks.kql.syntax.TokenKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pass 3: the parameters and remembered values of an entry, and which of them each fence names. */
final class Names {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}\\s]*)}");

  private final Entry entry;
  private final Definitions definitions;
  private final List<Issue> issues;
  private final Map<String, ParameterType> parameters = new LinkedHashMap<>();
  private final Map<String, ColumnType> remembered = new LinkedHashMap<>();
  private final Set<String> learned = new HashSet<>();
  private final IdentityHashMap<Fence, List<String>> used = new IdentityHashMap<>();

  Names(Entry entry, Definitions definitions, List<Issue> issues) {
    this.entry = entry;
    this.definitions = definitions;
    this.issues = issues;
    for (Parameter parameter : entry.frontMatter().parameters()) {
      parameters.put(parameter.name(), parameter.type());
    }
    for (Check check : Checks.of(entry)) {
      check.remembers().forEach(this::remember);
    }
  }

  private void remember(RememberRow row) {
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
    remembered.put(row.name(), ColumnType.DYNAMIC);
  }

  Map<String, ParameterType> parameters() {
    return parameters;
  }

  /** Remembered values, dynamic until their types are learned. */
  Map<String, ColumnType> remembered() {
    return remembered;
  }

  /** Of what several steps remember in different types, the type isn't known. */
  void learn(String name, ColumnType type) {
    if (learned.add(name)) {
      remembered.replace(name, type);
    } else if (remembered.get(name) != type) {
      remembered.replace(name, ColumnType.DYNAMIC);
    }
  }

  /** The types of some parameters and remembered values, as they are bound. */
  Map<String, ColumnType> types(List<String> some) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (String name : some) {
      ParameterType parameter = parameters.get(name);
      types.put(
          name,
          parameter == null
              ? remembered.getOrDefault(name, ColumnType.DYNAMIC)
              : parameter.columnType());
    }
    return types;
  }

  boolean isRemembered(String name) {
    return remembered.containsKey(name);
  }

  /**
   * The parameters and remembered values that a fence and the definitions that it needs name, each
   * once, in the order of the text.
   */
  List<String> usedBy(Fence fence) {
    return used.computeIfAbsent(
        fence,
        f -> isKql(f.kind()) ? usedByKql(definitions.whole(f).tokens()) : placeholders(f.body()));
  }

  /** The names that a query uses, each once, in the order of its text. */
  List<String> usedByKql(List<Token> tokens) {
    Set<String> used = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean member = i > 0 && tokens.get(i - 1).is(".");
      boolean called = i + 1 < tokens.size() && tokens.get(i + 1).is("(");
      if (token.kind() == TokenKind.WORD && !member && !called && isKnown(token.text())) {
        used.add(token.text());
      }
    }
    return new ArrayList<>(used);
  }

  /** The known names that stand in {@code ${name}} form, each once. */
  List<String> placeholders(Excerpt text) {
    return PLACEHOLDER
        .matcher(text.text())
        .results()
        .map(found -> found.group(1))
        .filter(this::isKnown)
        .distinct()
        .toList();
  }

  /** The places of these names in bodies of fences, with what is known of their values. */
  Holes holes() {
    return Holes.of(
        name ->
            entry.frontMatter().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .map(Holes::samples)
                .orElseGet(() -> Holes.samples(remembered.getOrDefault(name, ColumnType.DYNAMIC))));
  }

  /** Reports each {@code ${name}} that nobody knows. */
  void reportUnknown(Excerpt text) {
    Matcher matcher = PLACEHOLDER.matcher(text.text());
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!isKnown(name)) {
        issues.add(
            new Issue(
                NameIssue.UNKNOWN_NAME,
                entry.source(),
                text.span(matcher.start(), matcher.end()),
                "`" + name + "` is neither a parameter nor remembered",
                Nearest.to(name, known())
                    .map(near -> "Did you mean `${" + near + "}`?")
                    .orElse("Declare it under `parameters:`, or remember it in a step before.")));
      }
    }
  }

  /** Reports a {@code workspace=} or {@code resource=} behind a fence's kind that nobody knows. */
  void reportUnknownTarget(Fence fence) {
    for (String option : List.of("workspace", "resource")) {
      String name = fence.options().get(option);
      if (name != null && isKql(fence.kind()) && !isKnown(name)) {
        issues.add(
            new Issue(
                NameIssue.UNKNOWN_NAME,
                entry.source(),
                fence.span(),
                "`%s=%s` names neither a parameter nor a remembered value".formatted(option, name),
                Nearest.to(name, known())
                    .map(near -> "Did you mean `" + option + "=" + near + "`?")
                    .orElse("Declare `" + name + "` under `parameters:`.")));
      }
    }
  }

  private boolean isKnown(String name) {
    return parameters.containsKey(name) || remembered.containsKey(name);
  }

  private Set<String> known() {
    Set<String> known = new TreeSet<>(parameters.keySet());
    known.addAll(remembered.keySet());
    return known;
  }

  static boolean isKql(FenceKind kind) {
    return kind == FenceKind.KQL || kind == FenceKind.RESOURCE_GRAPH;
  }
}
