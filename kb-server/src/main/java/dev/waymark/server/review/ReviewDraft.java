package dev.waymark.server.review;

import dev.waymark.model.incident.Review;
import dev.waymark.model.run.RunEvent.Feedback;
import dev.waymark.server.incident.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Begins a review with what the record says, so that nobody starts from an empty page. */
final class ReviewDraft {
  private ReviewDraft() {}

  static Review.Text of(Incident incident, Findings findings) {
    return new Review.Text(
        Optional.empty(),
        summary(incident, findings),
        "",
        items(remarks(findings, Feedback.HELPED)),
        items(
            Stream.of(
                    findings.overrides().stream().map(Findings.Overridden::sentence),
                    findings.deadEnds().stream().map(Findings.DeadEnd::sentence),
                    findings.troubles().stream().map(Findings.Trouble::sentence),
                    remarks(findings, Feedback.MISLED),
                    remarks(findings, Feedback.MISSING))
                .flatMap(Function.identity())),
        "");
  }

  private static String summary(Incident incident, Findings findings) {
    StringBuilder out = new StringBuilder();
    out.append(incident.title()).append(", ").append(incident.severity().label()).append(". ");
    out.append(
        incident
            .causeTitle()
            .map(cause -> "The cause: " + cause + ". ")
            .orElse("No cause was confirmed. "));
    findings
        .mitigated()
        .ifPresent(at -> out.append("It worked again ").append(after(incident, at)).append(". "));
    findings
        .ended()
        .ifPresent(
            at ->
                out.append("The incident ended ")
                    .append(after(incident, at))
                    .append(", ")
                    .append(incident.state().label())
                    .append("."));
    return out.toString().strip();
  }

  private static String after(Incident incident, Instant at) {
    Duration length = Duration.between(incident.openedAt(), at);
    return length.toMinutes() < 1
        ? length.toSeconds() + " s after it was opened"
        : length.toMinutes() + " min after it was opened";
  }

  private static Stream<String> remarks(Findings findings, Feedback kind) {
    return findings.remarks().stream()
        .filter(remark -> remark.feedback() == kind)
        .map(Findings.Remark::sentence);
  }

  private static String items(Stream<String> lines) {
    return lines.map(line -> "- " + line.replace('\n', ' ')).collect(Collectors.joining("\n"));
  }
}
