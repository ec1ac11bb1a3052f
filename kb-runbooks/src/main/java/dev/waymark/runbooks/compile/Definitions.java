package dev.waymark.runbooks.compile;

import static java.util.Objects.requireNonNull;

import dev.waymark.kql.Schemas;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.syntax.Statement;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.fence.KqlDialect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Pass 2: the {@code let} statements of {@code ## Definitions}, and which of them each query of
 * logs needs in front of it. A definition may need those that stand before it.
 */
final class Definitions {
  private static final Set<IssueCode> UNKNOWN =
      Set.of(QueryIssue.UNKNOWN_TABLE, QueryIssue.UNKNOWN_COLUMN, QueryIssue.UNKNOWN_FUNCTION);
  private static final String SEPARATOR = ";\n";

  private final Entry entry;
  private final List<Issue> issues = new ArrayList<>();

  /** By name, in the order of the file. */
  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  private final IdentityHashMap<Fence, WholeQuery> whole = new IdentityHashMap<>();
  private final Set<String> used = new HashSet<>();

  Definitions(Entry entry, Schemas schemas) {
    this.entry = entry;
    Map<String, String> taken = taken(entry);
    entry.definitions().forEach(fence -> read(fence, schemas, taken));
    for (Check check : Checks.of(entry)) {
      WholeQuery query = read(check.fence());
      whole.put(check.fence(), query);
      query.definitions().forEach(definition -> used.add(definition.name()));
    }
    definitions.values().stream().filter(d -> !used.contains(d.name())).forEach(this::unused);
  }

  /** What the entry's other names stand for. */
  private static Map<String, String> taken(Entry entry) {
    Map<String, String> taken = new HashMap<>();
    for (Check check : Checks.of(entry)) {
      for (RememberRow row : check.remembers()) {
        taken.put(row.name(), "a remembered value");
      }
    }
    for (Parameter parameter : entry.frontMatter().parameters()) {
      taken.put(parameter.name(), "a parameter");
    }
    return taken;
  }

  private void read(Fence fence, Schemas schemas, Map<String, String> taken) {
    List<Token> tokens = QueryTokens.of(fence.body().text());
    StageResult<Query> query = KqlParser.parse(new QueryText(entry.source(), fence.body()), tokens);
    issues.addAll(query.issues());
    boolean readable = query.issues().isEmpty();
    for (Statement statement : query.value().map(Query::statements).orElse(List.of())) {
      Excerpt text = fence.body().part(statement.span().start(), statement.span().end());
      if (statement instanceof Statement.Let let) {
        String name = let.name().text();
        SourceSpan at = fence.body().span(let.name().span().start(), let.name().span().end());
        List<Token> own = QueryTokens.of(text.text());
        if (definitions.containsKey(name)) {
          taken(at, "definition", name, "another definition");
        } else if (!taken.containsKey(name) && schemas.find(name).isPresent()) {
          taken(at, "definition", name, "a table");
        }
        noneTaken(let, fence.body(), taken);
        definitions.putIfAbsent(name, new Definition(name, at, text, own, readable));
      } else if (readable) {
        issues.add(
            new Issue(
                DefinitionIssue.NOT_A_LET,
                entry.source(),
                text.span(),
                "This isn't a `let` statement",
                "Write `let name = …;`, or move it to a step."));
      }
    }
  }

  /**
   * Values are bound by their names, so that neither a let nor a function's parameter may hide one.
   */
  private void noneTaken(Statement.Let let, Excerpt body, Map<String, String> taken) {
    Map<Expression.Name, String> names = new LinkedHashMap<>();
    names.put(let.name(), "definition");
    if (let.value() instanceof Expression.Function function) {
      function
          .parameters()
          .forEach(parameter -> names.put(parameter.name(), "function's parameter"));
    }
    names.forEach(
        (name, kind) -> {
          String other = taken.get(name.text());
          if (other != null) {
            taken(body.span(name.span().start(), name.span().end()), kind, name.text(), other);
          }
        });
  }

  private void taken(SourceSpan span, String kind, String name, String other) {
    issues.add(
        new Issue(
            DefinitionIssue.NAME_TAKEN,
            entry.source(),
            span,
            "`" + name + "` is the name of " + other,
            "Give the " + kind + " another name."));
  }

  private void unused(Definition definition) {
    issues.add(
        new Issue(
            DefinitionIssue.UNUSED,
            entry.source(),
            definition.nameSpan(),
            "No query uses `" + definition.name() + "`",
            "Use it in a query of logs, or remove it."));
  }

  /** Those that no query needs. */
  List<Definition> unused() {
    return definitions.values().stream().filter(d -> !used.contains(d.name())).toList();
  }

  private WholeQuery read(Fence fence) {
    return Names.dialect(fence).map(KqlDialect::takesDefinitions).orElse(false)
        ? behind(definitions.values(), fence.body())
        : new WholeQuery(List.of(), fence.body(), QueryTokens.of(fence.body().text()));
  }

  /** What the pass found. */
  List<Issue> issues() {
    return List.copyOf(issues);
  }

  /** The query of a check, with the definitions in front of it that one of logs needs. */
  WholeQuery whole(Fence fence) {
    return requireNonNull(whole.get(fence));
  }

  /** A definition with the definitions in front of it that it needs. */
  WholeQuery whole(Definition definition) {
    return behind(
        definitions.values().stream().takeWhile(d -> !d.equals(definition)).toList(),
        definition.text());
  }

  private static WholeQuery behind(Collection<Definition> definitions, Excerpt query) {
    List<Token> tokens = QueryTokens.of(query.text());
    List<Definition> needed = needed(tokens, List.copyOf(definitions));
    if (needed.isEmpty()) {
      return new WholeQuery(needed, query, tokens);
    }
    List<Excerpt> parts = new ArrayList<>(needed.stream().map(Definition::text).toList());
    parts.add(query);
    Excerpt text = Excerpt.joined(parts, SEPARATOR);
    return new WholeQuery(needed, text, QueryTokens.of(text.text()));
  }

  /** From the last one to the first, since each needs only earlier ones. */
  private static List<Definition> needed(List<Token> query, List<Definition> definitions) {
    Set<String> names = names(query);
    List<Definition> needed = new ArrayList<>();
    for (int i = definitions.size() - 1; i >= 0; i--) {
      Definition definition = definitions.get(i);
      if (names.contains(definition.name())) {
        needed.add(0, definition);
        names.addAll(names(definition.tokens()));
      }
    }
    return needed;
  }

  /** The words of a query that may stand for something outside of it. */
  private static Set<String> names(List<Token> query) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < query.size(); i++) {
      if (query.get(i).kind() == TokenKind.WORD && !(i > 0 && query.get(i - 1).is("."))) {
        names.add(query.get(i).text());
      }
    }
    return names;
  }

  /** Whether a place of the file lies within the definitions. */
  boolean contain(SourceSpan span) {
    return entry.definitions().stream().anyMatch(fence -> fence.span().contains(span));
  }

  /** What a query declares although it's defined. */
  List<Issue> declaredAgain(Query query) {
    List<Issue> again = new ArrayList<>();
    for (Statement statement : query.statements()) {
      if (statement instanceof Statement.Let let && definitions.containsKey(let.name().text())) {
        Issue issue =
            query
                .text()
                .issue(
                    QueryIssue.PARAMETER_SHADOWED,
                    let.name().span(),
                    "`" + let.name().text() + "` is declared here, and is a definition as well",
                    "Remove the let, or give it another name.");
        if (!contain(issue.span())) {
          again.add(issue);
        }
      }
    }
    return again;
  }

  /** An issue about an unknown name, with what definitions have to do with it. */
  Issue explained(Issue issue) {
    if (!UNKNOWN.contains(issue.code())) {
      return issue;
    }
    String hint = hint(entry.source().text(issue.span()), issue);
    return new Issue(issue.code(), issue.file(), issue.span(), issue.message(), hint);
  }

  private String hint(String name, Issue issue) {
    if (!definitions.containsKey(name)) {
      return Nearest.to(name, definitions.keySet())
          .filter(near -> !issue.hint().startsWith("Did you mean"))
          .map(near -> "Did you mean the definition `" + near + "`?")
          .orElse(issue.hint());
    }
    return contain(issue.span())
        ? "It's defined further down: move that definition up, before this one."
        : "It's a definition, and those stand only in front of the queries of logs that steps,"
            + " causes and verifications ask.";
  }
}
