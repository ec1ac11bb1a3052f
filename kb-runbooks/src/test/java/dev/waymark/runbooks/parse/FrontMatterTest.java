package dev.waymark.runbooks.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.source.Excerpt;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What front matter may say, and how it is refused. */
class FrontMatterTest {
  private static final String WORKSPACE =
      "  workspace: {type: workspace, description: Where the counters are}";

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          id: orders-wait             ; id: Orders Wait               ; FM08 2 Orders Wait: The id `Orders Wait` isn't in kebab case
          id: orders-wait             ; id: orders--wait              ; FM08 2 orders--wait: The id `orders--wait` isn't in kebab case
          id: orders-wait             ; id: -orders                   ; FM08 2 -orders: The id `-orders` isn't in kebab case
          id: orders-wait             ; id: [orders]                  ; FM07 2 [orders]: `id` in the front matter takes one value, not a list or mapping
          id: orders-wait             ; id:                           ; FM07 2 id: `id` in the front matter takes a value, but nothing stands there
          id: orders-wait             ; id: ~                         ; FM07 2 ~: `id` in the front matter takes a value, but nothing stands there
          severity: sev2              ; severity: sev 2               ; FM08 5 sev 2: `sev 2` isn't a severity
          severity: sev2              ; severity: sev0                ; FM08 5 sev0: `sev0` isn't a severity
          owners: [orders]            ; owners: []                    ; FM08 6 []: Nobody owns this entry
          owners: [orders]            ; owners: orders                ; FM07 6 orders: `owners` in the front matter takes a list, as in `owners: [one, two]`
          owners: [orders]            ; owners: [[orders]]            ; FM07 6 [orders]: `owners` in the front matter takes one value, not a list or mapping
          reviewed: 2026-11-01        ; reviewed: 01.11.2026          ; FM08 7 01.11.2026: `01.11.2026` isn't a date
          reviewed: 2026-11-01        ; reviewed: 2026-02-30          ; FM08 7 2026-02-30: `2026-02-30` isn't a date
          review-every: 90d           ; review-every: 12h             ; FM08 8 12h: `12h` isn't a time between two reviews
          review-every: 90d           ; review-every: often           ; FM08 8 often: `often` isn't a time between two reviews
          review-every: 90d           ; review-every: -90d            ; FM08 8 -90d: `-90d` isn't a time between two reviews
          owners: [orders]            ; owners: [orders]§tag: [a]     ; FM05 7 tag: `tag` isn't a key of the front matter
          owners: [orders]            ; owners: [orders]§tags: a      ; FM07 7 a: `tags` in the front matter takes a list, as in `tags: [one, two]`
          owners: [orders]            ; owners: [orders]§owners: [a]  ; FM04 7 owners: `owners` is given twice in the front matter
          owners: [orders]            ; owners: [orders]§[a]: b       ; FM07 7 [a]: A key must be a word
          owners: [orders]            ; owners: [orders]§alerts: x    ; FM07 7 x: `alerts` in the front matter takes a list, as in `alerts: [one, two]`
          service: Order queue§       ; ¤¤                            ; FM06 1 ---: `service` is missing in the front matter
          reviewed: 2026-11-01§       ; ¤¤                            ; FM06 1 ---: `reviewed` is missing in the front matter
          """)
  void refusesKeysAndValues(String sound, String broken, String told) {
    assertThat(Parsed.changed(sound, broken).told()).containsExactly(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          {type: sring, description: x}                        ; FM08 10 sring: `sring` isn't a type of parameter
          {description: x}                                     ; FM06 10 workspace: `type` is missing in the parameter `workspace`
          {type: string}                                       ; FM06 10 workspace: `description` is missing in the parameter `workspace`
          {type: string, description: x, defaut: y}            ; FM05 10 defaut: `defaut` isn't a key of the parameter `workspace`
          {type: string, description: x, type: int}            ; FM04 10 type: `type` is given twice in the parameter `workspace`
          {type: string, description: [x]}                     ; FM07 10 [x]: `description` in the parameter `workspace` takes one value, not a list or mapping
          {type: string, description: x, values: [a]}          ; FM08 10 [a]: Only a parameter of type choice has values
          {type: resource, description: x, resource-type: vaults} ; FM08 10 vaults: `vaults` isn't a resource type
          {type: string, description: x, resource-type: A.B/c} ; FM08 10 A.B/c: Only a parameter of type resource has a resource type
          {type: choice, description: x}                       ; FM06 10 choice: The choice `workspace` has no values
          {type: choice, description: x, values: [a], default: b} ; FM08 10 b: The default `b` isn't one of the values
          {type: choice, description: x, values: a}            ; FM06 10 choice: The choice `workspace` has no values|FM07 10 a: `values` in the parameter `workspace` takes a list, as in `values: [one, two]
          {type: bool, description: x, default: maybe}         ; FM08 10 maybe: The default `maybe` isn't of type bool
          {type: int, description: x, default: "1.5"}          ; FM08 10 1.5: The default `1.5` isn't of type int
          {type: timespan, description: x, default: soon}      ; FM08 10 soon: The default `soon` isn't of type timespan
          string                                               ; FM07 10 workspace: The parameter `workspace` says neither type nor description
          """)
  void refusesParameters(String written, String told) {
    List<String> issues =
        Parsed.changed(WORKSPACE, "  workspace: " + written).told().stream()
            .map(issue -> issue.replaceFirst("(isn't of type \\w+): .*", "$1"))
            .map(issue -> issue.replaceFirst("two\\]`$", "two]"))
            .toList();
    assertThat(String.join("|", issues)).isEqualTo(told.replaceFirst("two\\]`$", "two]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st", "order queue", "a-b", "größe", "x.y", "'  '"})
  void refusesNamesThatQueriesCantUse(String name) {
    Parsed parsed = Parsed.changed("  workspace: {", "  " + name + ": {");
    assertThat(parsed.entry().frontMatter().parameters()).isEmpty();
    assertThat(parsed.told())
        .singleElement()
        .asString()
        .startsWith("FM08 10 ")
        .endsWith("can't be used as a name in queries");
  }

  @Test
  void takesWhatItSays() {
    FrontMatter head =
        Parsed.changed(
                WORKSPACE,
                """
                  region: {type: choice, description: "Where: here", values: [north, 'so"uth'], default: north}
                  queue:
                    type: string
                    description: >-
                      Name of
                      the queue
                    from: "alert.labels['queue']"
                tags: [queue, "a: b"]
                alerts:
                  - alert.rule == 'length'""")
            .entry()
            .frontMatter();
    assertThat(head.severity()).contains(IncidentSeverity.SEV2);
    assertThat(head.reviewed()).contains(LocalDate.of(2026, 11, 1));
    assertThat(head.reviewEvery()).contains(Duration.ofDays(90));
    assertThat(head.tags()).containsExactly("queue", "a: b");
    assertThat(head.alerts()).extracting(Excerpt::text).containsExactly("alert.rule == 'length'");
    Parameter region = head.parameters().get(0);
    assertThat(region.description()).isEqualTo("Where: here");
    assertThat(region.values()).containsExactly("north", "so\"uth");
    assertThat(region.defaultValue()).contains("north");
    Parameter queue = head.parameters().get(1);
    assertThat(queue.description()).isEqualTo("Name of the queue");
    assertThat(queue.from().map(Excerpt::text)).contains("alert.labels['queue']");
  }

  @Test
  void repeatsByAliases() {
    Parsed parsed = Parsed.changed("owners: [orders]", "owners: &team [orders]§tags: *team");
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.entry().frontMatter().tags()).containsExactly("orders");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          owners: [orders]   ; owners: !!set [orders]      ; The YAML tag tag:yaml.org,2002:set isn't allowed in front matter
          owners: [orders]   ; owners: !java [orders]      ; The YAML tag !java isn't allowed in front matter
          title: Orders wait ; title: !!str Orders wait    ; The YAML tag tag:yaml.org,2002:str isn't allowed in front matter
          owners: [orders]   ; owners: &a [*a]             ; The alias *a is inside of what it repeats
          owners: [orders]   ; owners: [[[[[[[[orders]]]]]]]] ; Front matter is nested more than 8 deep here
          """)
  void refusesCleverYaml(String sound, String clever, String message) {
    assertThat(Parsed.changed(sound, clever).told())
        .singleElement()
        .asString()
        .startsWith("FM03 ")
        .endsWith(": " + message);
  }

  @Test
  void refusesManyAliasesAndMuchText() {
    String aliases = "owners: [&a orders" + ", *a".repeat(9) + "]";
    assertThat(Parsed.changed("owners: [orders]", aliases).told())
        .singleElement()
        .asString()
        .endsWith("Front matter has more than 8 aliases");
    String tags =
        IntStream.range(0, 2_500)
            .mapToObj(i -> "  - a-rather-long-name-for-a-tag-" + i)
            .collect(Collectors.joining("\n"));
    assertThat(Parsed.changed("owners: [orders]", "owners: [orders]§tags:§" + tags).told())
        .singleElement()
        .asString()
        .endsWith("The front matter is longer than 64 KiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owners: [orders",
        "owners: {orders",
        "owners: \"orders",
        "owners: a: b",
        "owners: - x",
        "\towners: [orders]",
        "owners: @orders",
        "owners: *nobody"
      })
  void saysWhereYamlBreaks(String broken) {
    Parsed parsed = Parsed.changed("owners: [orders]", broken);
    assertThat(parsed.told())
        .singleElement()
        .asString()
        .startsWith("FM02 ")
        .contains("The front matter isn't YAML: ");
    assertThat(parsed.file().position(parsed.issues().get(0).span().start()).line())
        .isBetween(6, 11);
    assertThat(parsed.entry().steps()).hasSize(2);
  }

  /** What stands in for front matter that can't be read has no followers among the issues. */
  @Test
  void standsInForWhatIsMissing() {
    int end = Parsed.SOUND.indexOf("# Orders wait");
    Parsed without = Parsed.of(Parsed.SOUND.substring(end));
    assertThat(without.told())
        .containsExactly("FM01 1 # Orders wait: The entry has no front matter");
    FrontMatter head = without.entry().frontMatter();
    assertThat(head.id()).isEqualTo("orders-wait");
    assertThat(head.isStale(LocalDate.of(2026, 11, 21))).isFalse();
    assertThat(head.reviewed()).isEmpty();
    assertThat(head.reviewEvery()).isEmpty();
    assertThat(head.severity()).isEmpty();
    for (String empty : List.of("---\n---\n", "---\n# nothing\n---\n", "---\n- a\n---\n")) {
      assertThat(Parsed.of(empty + Parsed.SOUND.substring(end)).told())
          .containsExactly("FM07 1 ---: The front matter has no `key: value` lines");
    }
  }

  @Test
  void findsWhereScalarsStand() {
    Parsed parsed =
        Parsed.changed(
            WORKSPACE,
            """
              a: {type: string, description: x, from: "one \\"two"}
              b: {type: string, description: x, from: 'it''s'}
              c: {type: string, description: x, from: 😀 plain}
              d:
                type: string
                description: x
                from: |
                  first
                  second"""
                .indent(2)
                .stripTrailing());
    assertThat(parsed.told()).isEmpty();
    List<Excerpt> from =
        parsed.entry().frontMatter().parameters().stream()
            .map(Parameter::from)
            .flatMap(Optional::stream)
            .toList();
    assertThat(from)
        .extracting(Excerpt::text)
        .containsExactly("one \"two", "it's", "😀 plain", "first\nsecond\n");
    assertThat(parsed.at(from.get(0).span(5, 8))).startsWith("10 two");
    assertThat(parsed.at(from.get(1).span(3, 4))).startsWith("11 s");
    assertThat(parsed.at(from.get(2).span(3, 8))).isEqualTo("12 plain");
    assertThat(parsed.at(from.get(3).span(6, 12))).isEqualTo("18 second");
  }
}
