package dev.waymark.runbooks.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.Next;
import dev.waymark.model.entry.RowFinding;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.condition.PossibleResults.Possible;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a condition beforehand is true of each answer that it meets later. */
class OutlookTest {
  private static final List<Column> COLUMNS =
      List.of(new Column("A", ColumnType.LONG), new Column("S", ColumnType.STRING));
  private static final Scope SCOPE = new Scope(Optional.of(COLUMNS), Map.of(), Map.of());

  /** Of yes, no and failure what is possible over answers of any size; then over none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          true                                          ¦ y-- ¦ y--
          !true                                         ¦ -n- ¦ -n-
          rows.size() == 0                              ¦ yn- ¦ y--
          rows.size() > 0                               ¦ yn- ¦ -n-
          size(rows) >= 0                               ¦ y-- ¦ y--
          0 <= rows.size()                              ¦ y-- ¦ y--
          rows.size() != rows.size()                    ¦ -n- ¦ -n-
          rows.size() == 7                              ¦ yn- ¦ -n-
          rows.size() > 6 && rows.size() < 8            ¦ yn- ¦ -n-
          rows.size() > 6 && rows.size() < 7            ¦ -n- ¦ -n-
          rows.size() > 2.5 && rows.size() < 3.5        ¦ yn- ¦ -n-
          rows.size() > 7.0 && rows.size() < 8.5        ¦ yn- ¦ -n-
          rows.size() > 3.2 && rows.size() < 3.9        ¦ -n- ¦ -n-
          rows.size() > 1500000 && rows.size() < 1500002 ¦ yn- ¦ -n-
          -0.0 == 0.0                                   ¦ y-- ¦ y--
          -0.0 < 0.0                                    ¦ -n- ¦ -n-
          2 > 1.5                                       ¦ y-- ¦ y--
          'a' < 'b' && 'b' >= 'b' && 'a' != 'b'         ¦ y-- ¦ y--
          'a' == 'b' || 'b' <= 'a' || 'a' > 'b'         ¦ -n- ¦ -n-
          row.A == 1                                    ¦ ynf ¦ --f
          row.A == 1 || rows.size() == 0                ¦ ynf ¦ y--
          rows.size() > 0 && row.A == 1                 ¦ ynf ¦ -n-
          row.A == 1 && rows.size() > 0                 ¦ ynf ¦ -n-
          rows.size() == 0 && row.A == 1                ¦ -nf ¦ --f
          has(row.A)                                    ¦ ynf ¦ ynf
          rows[0].A == 1                                ¦ ynf ¦ --f
          rows.exists(r, r.A == 1)                      ¦ ynf ¦ -n-
          rows.all(r, r.A == 1)                         ¦ ynf ¦ y--
          rows.exists_one(r, r.A == 1)                  ¦ ynf ¦ -n-
          rows.exists(r, true)                          ¦ yn- ¦ -n-
          rows.all(r, true)                             ¦ y-- ¦ y--
          rows.all(r, false)                            ¦ yn- ¦ y--
          rows.exists_one(r, true)                      ¦ yn- ¦ -n-
          rows.exists_one(r, false)                     ¦ -n- ¦ -n-
          rows.size() > 0 ? row.A == 1 : true           ¦ ynf ¦ y--
          rows.size() > 0 ? true : row.A == 1           ¦ y-f ¦ --f
          rows.size() > 0 ? false : false               ¦ -n- ¦ -n-
          !(row.A == 1)                                 ¦ ynf ¦ --f
          rows.map(r, r.A).size() == 0                  ¦ ynf ¦ ynf
          [row.A].size() == 1                           ¦ ynf ¦ --f
          [1, 2].exists(x, x == row.A)                  ¦ ynf ¦ ynf
          rows.filter(r, row.A == r.A).size() == 0      ¦ ynf ¦ ynf
          """)
  void isToldBeforehand(String text, String overall, String ofNone) {
    PossibleResults outlook = outlook(text);
    assertThat(shown(outlook.overall())).isEqualTo(overall);
    assertThat(shown(outlook.with(0))).isEqualTo(ofNone);
  }

  @Test
  void isTrueOfEveryAnswer() {
    Random random = new Random(7);
    int decided = 0;
    for (int i = 0; i < 400; i++) {
      String text = random(random, 3);
      Optional<Condition> compiled = compile(text);
      if (compiled.isEmpty()) {
        continue;
      }
      Condition condition = compiled.get();
      Possible overall = condition.outlook().overall();
      decided += overall.yes() && overall.no() && overall.failure() ? 0 : 1;
      for (int rows : new int[] {0, 1, 2, 3, 5}) {
        ConditionResult result = condition.evaluate(answer(random, rows));
        String as = text + " over " + rows + " rows";
        assertThat(covers(condition.outlook().with(rows), result)).as(as).isTrue();
        assertThat(covers(overall, result)).as(as).isTrue();
      }
    }
    assertThat(decided).isGreaterThan(60);
  }

  @Test
  void aRowWithTheSameConditionIsNeverTaken() {
    assertThat(check(false, "`row.A == 1`", "`row.A == 2`", "`  row.A == 1 `"))
        .containsExactly(
            "CD10 `  row.A == 1 `: This row is never taken: a row above it has the same condition;"
                + " Change the condition, or delete the row.");
    assertThat(check(false, "`row.A == 1`", "`row.A == 1`", "`row.A == 1`")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          row.A == 1       ; rows.size() == 0 ; row.A == 1
          row.A == 1       ; otherwise        ; row.A == 1
          rows.size() > 0 && row.A == 1 ; row.A == 2 ; row.A == 2
          rows.size() == 0 ; row.A == 1       ; §§
          rows.all(r, r.A == 1) ; row.A == 1  ; §§
          rows.exists(r, r.A == 1) ; row.A == 1 ; row.A == 1
          has(row.A)       ; row.A == 1       ; row.A == 1
          rows.size() < 5  ; row.A == 1       ; §§
          row.Nope == 1    ; row.A == 1       ; row.A == 1
          otherwise        ; row.A == 1       ; §§
          """)
  void aRowIsReadOnlyWhereThereIsOne(String first, String second, String at) {
    List<String> found = check(true, "`" + first + "`", "`" + second + "`");
    if (at.isEmpty()) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found)
          .containsExactly(
              "CD11 `"
                  + at
                  + "`: `row` is read here, but no row above handles an answer without rows;"
                  + " Add a row with `rows.size() == 0` above, or use rows.exists(r, …).");
    }
    assertThat(check(false, "`" + first + "`", "`" + second + "`")).isEmpty();
  }

  private static List<String> check(boolean mayBeEmpty, String... conditions) {
    SourceFile file = new SourceFile("entry.md", String.join("\n", conditions));
    List<StateRow> rows = new ArrayList<>();
    List<Optional<Condition>> compiled = new ArrayList<>();
    List<Optional<Sentence>> findings = Collections.nCopies(conditions.length, Optional.empty());
    RowFinding finding = new RowFinding("", Optional.empty(), List.of());
    int at = 0;
    for (String condition : conditions) {
      SourceSpan span = new SourceSpan(at, at + condition.length());
      Optional<Excerpt> when =
          condition.equals("`otherwise`")
              ? Optional.empty()
              : Optional.of(Excerpt.of(file, new SourceSpan(span.start() + 1, span.end() - 1)));
      Next next = new Next.Follow(new Link("a", "#a", span));
      rows.add(new StateRow(State.FAILED, when, "", finding, next, span));
      compiled.add(when.flatMap(text -> Conditions.compile(file, text, SCOPE).value()));
      at += condition.length() + 1;
    }
    return PatternRows.check(file, rows, compiled, findings, mayBeEmpty).stream()
        .map(OutlookTest::told)
        .toList();
  }

  private static String told(Issue issue) {
    return "%s `%s`: %s; %s"
        .formatted(
            issue.code().code(), issue.file().text(issue.span()), issue.message(), issue.hint());
  }

  private static boolean covers(Possible possible, ConditionResult result) {
    return switch (result) {
      case ConditionResult.Holds holds -> possible.yes();
      case ConditionResult.DoesNotHold not -> possible.no();
      case ConditionResult.Failed failed -> possible.failure();
    };
  }

  private static String shown(Possible possible) {
    return (possible.yes() ? "y" : "-")
        + (possible.no() ? "n" : "-")
        + (possible.failure() ? "f" : "-");
  }

  private static String random(Random random, int depth) {
    if (depth == 0) {
      return pick(
          random,
          "true",
          "false",
          "row.A == " + random.nextInt(3),
          "row.S == 'a'",
          "has(row.S)",
          "rows.size() " + pick(random, "==", "!=", "<", ">", "<=", ">=") + " " + random.nextInt(4),
          "rows.size() " + pick(random, "<", ">", "<=", ">=") + " " + random.nextInt(4) + ".5",
          random.nextInt(3) + " < size(rows)",
          random.nextInt(3) + " >= " + random.nextInt(3),
          "'a' " + pick(random, "==", "<", ">=") + " 'b'",
          "rows[" + random.nextInt(3) + "].A > 0",
          "[row.A, 1].max() > 0",
          "rows.map(r, r.A).sum() > 1");
    }
    String a = random(random, random.nextInt(depth));
    String b = random(random, random.nextInt(depth));
    return switch (random.nextInt(7)) {
      case 0, 1 -> "(" + a + ") && (" + b + ")";
      case 2, 3 -> "(" + a + ") || (" + b + ")";
      case 4 -> "!(" + a + ")";
      case 5 -> "(" + a + ") ? (" + b + ") : (" + random(random, 0) + ")";
      default ->
          "rows."
              + pick(random, "exists", "all", "exists_one")
              + "(r, "
              + a.replace("row.", "r.")
              + ")";
    };
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static Bindings answer(Random random, int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object number = random.nextInt(5) == 0 ? null : (Object) (long) random.nextInt(3);
      Object text = random.nextInt(5) == 0 ? null : pick(random, "a", "b");
      rows.add(new Row(Arrays.asList(number, text)));
    }
    return new Bindings(new Table(COLUMNS, rows), Map.of(), Map.of());
  }

  private static PossibleResults outlook(String text) {
    return compile(text).orElseThrow().outlook();
  }

  /** As a value, so that what never or always holds isn't refused. */
  private static Optional<Condition> compile(String text) {
    SourceFile file = new SourceFile("entry.md", text);
    return Conditions.compileValue(file, Excerpt.of(file, new SourceSpan(0, text.length())), SCOPE)
        .value();
  }
}
