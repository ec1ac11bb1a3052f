package dev.waymark.model.entry;

import dev.waymark.model.source.SourceFile;
import java.util.List;

/**
 * One Markdown runbook as its author wrote it, part by part in the order of the file. Its links may
 * lead nowhere and its conditions may be nonsense: the compiler finds that out.
 *
 * @param hash SHA-256 of the file's bytes in lower-case hexadecimal: the version of the text
 */
public record Entry(
    SourceFile source,
    String hash,
    FrontMatter frontMatter,
    Heading title,
    Prose introduction,
    List<Prose> symptoms,
    List<Step> steps,
    List<Cause> causes,
    List<Action> actions,
    List<PreventionItem> prevention,
    Section preventionSection,
    List<EscalationRule> escalation,
    Section escalationSection,
    List<LessonNote> lessons) {
  public Entry {
    symptoms = List.copyOf(symptoms);
    steps = List.copyOf(steps);
    causes = List.copyOf(causes);
    actions = List.copyOf(actions);
    prevention = List.copyOf(prevention);
    escalation = List.copyOf(escalation);
    lessons = List.copyOf(lessons);
  }

  public String id() {
    return frontMatter.id();
  }
}
