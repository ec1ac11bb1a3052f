package dev.waymark.model.entry;

import dev.waymark.model.source.SourceFile;
import java.util.List;

/**
 * One Markdown runbook as its author wrote it, part by part in the order of the file. Its links may
 * lead nowhere and its conditions may be nonsense: the compiler finds that out.
 *
 * @param hash SHA-256 of the file's bytes in lower-case hexadecimal: the version of the text
 * @param definitions fences of {@code let} statements, whose names the queries of checks may use
 * @param links every link and image of the file in its order, wherever it stands
 * @param anchors the slugs of all headings
 */
public record Entry(
    SourceFile source,
    String hash,
    FrontMatter frontMatter,
    Heading title,
    Prose introduction,
    List<Prose> symptoms,
    List<Fence> definitions,
    List<Step> steps,
    List<Cause> causes,
    List<Action> actions,
    List<PreventionItem> prevention,
    Section preventionSection,
    List<EscalationRule> escalation,
    Section escalationSection,
    List<LessonNote> lessons,
    List<Link> links,
    List<String> anchors) {
  public Entry {
    symptoms = List.copyOf(symptoms);
    definitions = List.copyOf(definitions);
    steps = List.copyOf(steps);
    causes = List.copyOf(causes);
    actions = List.copyOf(actions);
    prevention = List.copyOf(prevention);
    escalation = List.copyOf(escalation);
    lessons = List.copyOf(lessons);
    links = List.copyOf(links);
    anchors = List.copyOf(anchors);
  }

  public String id() {
    return frontMatter.id();
  }
}
