package dev.waymark.runbooks.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.PreventionItem;
import dev.waymark.model.entry.Prose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The title and the sections: which there are, in which order, and what may stand in them. */
class SectionsTest {
  private static final Pattern SECTION = Pattern.compile("(?m)(?=^## )");

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          ## Symptoms             ; ## Symptom                 ; ST04 16 ## Symptom: An entry has no section "Symptom"
          ## Root causes          ; ## Root Causes             ; ST04 49 ## Root Causes: An entry has no section "Root Causes"
          ## Prevention           ; ## Preventing              ; ST04 77 ## Preventing: An entry has no section "Preventing"
          ## Prevention           ; ## Notes§§Wait.§§## Prevention ; ST04 77 ## Notes: An entry has no section "Notes"
          ## Prevention           ; # Prevention of it§§## Prevention ; ST02 77 # Prevention of it: "Prevention of it" is a second title
          ## Symptoms             ; ### Orders§§## Symptoms    ; ST08 16 ### Orders: The heading "Orders" is outside of every section
          - Orders confirm late   ; Late.                      ; ST07 16 ## Symptoms: ## Symptoms has no list items|ST10 18 Late.: Only list items count as symptoms
          - Orders confirm late   ; - late§§> so they say      ; ST10 20 > so they say: Only list items count as symptoms
          - Orders confirm late§§ ; ¤¤                         ; ST07 16 ## Symptoms: ## Symptoms is empty
          - Orders confirm late   ; - late§§### Where§§- a     ; ST08 20 ### Where: The heading "Where" is inside ## Symptoms
          - Watch it              ; Watch it.                  ; ST07 73 ## Prevention: ## Prevention has no list items
          - Watch it              ; ### Soon§§- Watch it§§Or not. ; ST10 79 Or not.: Only list items are proposed
          - Watch it              ; ### Soon§§#### Now§§- Watch it ; ST07 73 ## Prevention: ## Prevention has no list items|ST08 77 #### Now: The heading "Now" is inside a group of ## Prevention
          ### How many wait?      ; Look.§§### How many wait?  ; ST10 22 Look.: This is before the first ### heading, so a run never shows it
          ### It is down          ; ```kql§Orders§```§§### It is down ; ST11 51 ```kql: This fence isn't under a ### heading
          ### It is down          ; ```text§Orders§```§§### It is down ; ST10 51 ```text: This is before the first ### heading, so a run never shows it
          ### It is down          ; #### It is down            ; ST08 51 #### It is down: "It is down" skips a level of headings
          ### It is down          ; ### !?                     ; ST08 51 ### !?: This heading has no letters, so nothing can link to it
          ### It is down          ; ### Is it up?              ; ST09 51 ### Is it up?: "Is it up?" has the same anchor #is-it-up as "Is it up?" in line 42
          ### It is down          ; ### Orders wait            ; ST09 51 ### Orders wait: "Orders wait" has the same anchor #orders-wait as "Orders wait" in line 12
          # Orders wait           ; Before.§§# Orders wait     ; ST10 12 Before.: This is before the title, so a run never shows it
          # Orders wait           ; # Orders are late          ; ST33 12 # Orders are late: The heading differs from the title in the front matter, `Orders wait`
          """)
  void saysWhatIsOutOfPlace(String sound, String broken, String told) {
    assertThat(String.join("|", Parsed.changed(sound, broken).told())).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({
    "# Orders wait, # **Orders** `wait`",
    "# Orders wait, # Orders   wait #",
    "title: Orders wait, title: 'Orders wait'",
    "title: Orders wait, title: \"`Orders` wait\""
  })
  void titlesOfTheSameWordsAreTheSame(String from, String to) {
    assertThat(Parsed.of(Parsed.SOUND.replaceFirst(from, to)).told()).isEmpty();
  }

  @Test
  void namesEverySectionThatIsMissing() {
    int at = Parsed.SOUND.indexOf("## Symptoms");
    assertThat(Parsed.of(Parsed.SOUND.substring(0, at)).issues())
        .allSatisfy(issue -> assertThat(issue.code()).isEqualTo(StructureIssue.MISSING_SECTION))
        .extracting(issue -> issue.hint().split(", and")[0])
        .containsExactly(
            "Add it after the introduction",
            "Add it after ## Symptoms",
            "Add it after ## Diagnostics",
            "Add it after ## Root causes",
            "Add it after ## Resolution");
  }

  /** Whatever their order, the sections say the same. */
  @Test
  void readsSectionsInAnyOrder() {
    List<String> parts = new ArrayList<>(List.of(SECTION.split(Parsed.SOUND)));
    String head = parts.removeFirst();
    Entry sound = Parsed.of(Parsed.SOUND).entry();
    for (long seed = 0; seed < 50; seed++) {
      List<String> shuffled = new ArrayList<>(parts);
      Collections.shuffle(shuffled, new Random(seed));
      Parsed parsed = Parsed.of(head + String.join("\n", shuffled));
      assertThat(parsed.issues())
          .allSatisfy(
              issue -> assertThat(issue.code()).isEqualTo(StructureIssue.SECTION_OUT_OF_ORDER));
      assertThat(parsed.issues().isEmpty()).isEqualTo(shuffled.equals(parts));
      assertThat(summary(parsed.entry())).isEqualTo(summary(sound));
    }
  }

  private static List<Object> summary(Entry entry) {
    return List.of(
        entry.symptoms().stream().map(Prose::markdown).toList(),
        entry.steps().stream().map(step -> step.heading().slug()).toList(),
        entry.causes().stream().map(cause -> cause.heading().slug()).toList(),
        entry.actions().stream().map(action -> action.items().size()).toList(),
        entry.prevention().stream().map(PreventionItem::markdown).toList(),
        entry.escalation().size(),
        entry.lessons().size());
  }

  @Test
  void putsRepeatedSectionsTogether() {
    Parsed parsed =
        Parsed.changed("## Diagnostics", "## Symptoms§§- The queue is long§§## Diagnostics");
    assertThat(parsed.told())
        .containsExactly("ST06 20 ## Symptoms: There are two sections ## Symptoms");
    assertThat(parsed.entry().symptoms())
        .extracting(Prose::markdown)
        .containsExactly("Orders confirm late", "The queue is long");
  }

  @Test
  void groupsPrevention() {
    Parsed parsed = Parsed.changed("- Watch it", "- Watch it§§### Soon§§- Alert on it§- Test it");
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.entry().prevention())
        .extracting(
            item -> item.group().map(group -> group.text()).orElse("") + ": " + item.markdown())
        .containsExactly(": Watch it", "Soon: Alert on it", "Soon: Test it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          | sev2 | always | Orders | 15m |  ; | sev9 | always | Orders | 15m | ; ST30 81 sev9: `sev9` isn't a severity
          | sev2 | always | Orders | 15m |  ; | sev2 | always | Orders | soon | ; ST30 81 soon: `soon` isn't a length of time
          | sev2 | always | Orders | 15m |  ; | sev2 | always | Orders | 0m |   ; ST30 81 0m: `0m` isn't a length of time
          | sev2 | always | Orders | 15m |  ; | sev2 | always | | 15m |         ; ST30 81 | sev2 | always | | 15m |: This row doesn't say whom to call
          | sev2 | always | Orders | 15m |  ; | sev2 | always | Orders | 15m | x | ; ST18 81 | sev2 | always | Orders | 15m | x |: This row has 5 cells, but the header has 4
          | Severity | When | Who | Within | ; | Severity | When | Whom | Within | ; ST17 79 | Severity | When | Whom | Within |: This header is nearly | Severity | When | Who | Within |, so the table would only be shown|ST15 77 ## Escalation: ## Escalation doesn't say whom to call and when
          | sev2 | always | Orders | 15m |  ; | sev2 | always | Orders | 15m |§§| Severity | When | Who | Within |§|---|---|---|---|§| sev1 | x | y | 1m | ; ST13 83 | Severity | When | Who | Within |: ## Escalation has a second table
          - 2026-10-02: It leaks.           ; - It leaks.           ; ST31 85 - It leaks. [Incident 7](https://a.example/7), [Is it up?](#is-it-up): This lesson doesn't begin with the date on which it was learned
          - 2026-10-02: It leaks.           ; - 2026-13-02: It leaks. ; ST31 85 - 2026-13-02: It leaks. [Incident 7](https://a.example/7), [Is it up?](#is-it-up): This lesson doesn't begin with the date on which it was learned
          [Incident 7](https://a.example/7), ; ¤¤                    ; ST31 85 - 2026-10-02: It leaks.  [Is it up?](#is-it-up): This lesson has no link to its incident record
          , [Is it up?](#is-it-up)          ; ¤¤                    ; ST31 85 - 2026-10-02: It leaks. [Incident 7](https://a.example/7): This lesson has no link to the step where it was learned
          ## Lessons§                       ; ## Lessons§§Look:§    ; ST10 89 Look:: Only list items count as lessons
          """)
  void readsEscalationAndLessons(String sound, String broken, String told) {
    assertThat(Parsed.changed(sound, broken).told())
        .containsExactlyInAnyOrder(told.split("\\|(?=ST)"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-02: It, It",
    "2026-10-02 - It, It",
    "2026-10-02 – It, It",
    "2026-10-02 It, It"
  })
  void lessonsBeginWithADate(String written, String start) {
    Parsed parsed = Parsed.changed("2026-10-02: It", written);
    assertThat(parsed.told()).isEmpty();
    assertThat(parsed.entry().lessons().getFirst().markdown()).startsWith(start + " leaks.");
  }
}
