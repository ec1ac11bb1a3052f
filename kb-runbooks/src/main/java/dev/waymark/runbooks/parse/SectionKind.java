package dev.waymark.runbooks.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The {@code ##} sections of an entry, in the order in which they stand. */
enum SectionKind {
  SYMPTOMS("Symptoms", true, "list what a person sees: error texts, metrics, complaints"),
  DEFINITIONS("Definitions", false, "write `kql` fences of `let` statements"),
  DIAGNOSTICS("Diagnostics", true, "write one ### heading for each step"),
  ROOT_CAUSES("Root causes", true, "write one ### heading for each cause"),
  RESOLUTION("Resolution", true, "write one ### heading for each action"),
  PREVENTION("Prevention", true, "list what keeps it from coming back"),
  ESCALATION("Escalation", false, "write a table Severity | When | Who | Within"),
  LESSONS("Lessons", false, "list what was learned, each item with its date");

  private final String title;
  private final boolean mandatory;
  private final String purpose;

  SectionKind(String title, boolean mandatory, String purpose) {
    this.title = title;
    this.mandatory = mandatory;
    this.purpose = purpose;
  }

  String title() {
    return title;
  }

  boolean isMandatory() {
    return mandatory;
  }

  /** What to write there, to be read behind "and". */
  String purpose() {
    return purpose;
  }

  /** The same as a sentence. */
  String instruction() {
    return Character.toUpperCase(purpose.charAt(0)) + purpose.substring(1) + ".";
  }

  /** The last section before this one that every entry has. */
  Optional<SectionKind> mandatoryBefore() {
    return Arrays.stream(values())
        .filter(kind -> kind.isMandatory() && kind.compareTo(this) < 0)
        .reduce((before, after) -> after);
  }

  static Optional<SectionKind> ofTitle(String title) {
    return Arrays.stream(values()).filter(kind -> kind.title.equals(title)).findFirst();
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(SectionKind::title).toList();
  }
}
