package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.markdown.Document;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.MappingNode;

/** Reads the YAML head of an entry; what is missing or broken is replaced by a placeholder. */
final class FrontMatterParser {
  private static final List<String> KEYS =
      List.of(
          "id",
          "title",
          "service",
          "severity",
          "owners",
          "reviewed",
          "review-every",
          "incident-title",
          "tags",
          "alerts",
          "parameters");
  private static final Pattern ID = Pattern.compile("[a-z0-9]{1,40}(-[a-z0-9]{1,40}){0,12}");

  private static final int LAST_YEAR = 9999;

  private final SourceFile file;
  private final IssueCollector issues;
  private Optional<String> title = Optional.empty();

  FrontMatterParser(SourceFile file, IssueCollector issues) {
    this.file = file;
    this.issues = issues;
  }

  FrontMatter parse(Document document) {
    SourceSpan firstLine = file.lineSpan(1);
    if (document.frontMatter().isEmpty()) {
      issues.add(
          FrontMatterIssue.MISSING,
          firstLine,
          "The entry has no front matter",
          "Start the file with a line ---, then id, title, service, severity, owners, reviewed and"
              + " review-every, then another line ---.");
      return placeholder(firstLine);
    }
    Excerpt text = document.frontMatter().get();
    YamlText yaml = new YamlText(text, issues);
    int before = issues.count();
    Optional<MappingNode> root =
        yaml.root().filter(MappingNode.class::isInstance).map(MappingNode.class::cast);
    if (root.isEmpty()) {
      if (issues.count() == before) {
        issues.add(
            FrontMatterIssue.WRONG_TYPE,
            firstLine,
            "The front matter has no `key: value` lines",
            "Write " + String.join(", ", KEYS.subList(0, 7)) + ", each as `key: value`.");
      }
      return placeholder(text.span());
    }
    return read(
        yaml, YamlFields.of(yaml, issues, "the front matter", firstLine, root.get()), text.span());
  }

  private FrontMatter read(YamlText yaml, YamlFields fields, SourceSpan span) {
    fields.allow(KEYS);
    fields.require("id", "Write a stable name in kebab case, such as `id: apim-502-bad-gateway`.");
    fields.require(
        "title", "Write what responders see, such as `title: Key Vault denies requests`.");
    fields.require(
        "service", "Write the service that it is about, such as `service: Azure Key Vault`.");
    fields.require("severity", "Write the severity that an incident starts with, sev1 to sev4.");
    fields.require("owners", "Write who looks after the entry, such as `owners: [platform]`.");
    fields.require("reviewed", "Write when a person last read it, such as `reviewed: 2026-11-01`.");
    fields.require(
        "review-every", "Write after how long it is stale, such as `review-every: 90d`.");
    title = text(fields, "title");
    return new FrontMatter(
        id(fields),
        title.orElse(stem()),
        incidentTitle(fields),
        text(fields, "service").orElse(""),
        severity(fields),
        owners(fields),
        reviewed(fields),
        reviewEvery(fields),
        texts(fields.list("tags")),
        fields.list("alerts"),
        parameters(yaml, fields),
        span);
  }

  /** The title, if {@link #parse} found one that can be read. */
  Optional<String> title() {
    return title;
  }

  private FrontMatter placeholder(SourceSpan span) {
    return new FrontMatter(
        stem(),
        stem(),
        Optional.empty(),
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        span);
  }

  /** The file's name without folders and ending. */
  private String stem() {
    String name = file.path().substring(file.path().replace('\\', '/').lastIndexOf('/') + 1);
    return EntryFile.stem(name);
  }

  private String id(YamlFields fields) {
    Optional<Excerpt> written = fields.scalar("id");
    Optional<String> id = written.map(Excerpt::text).filter(text -> ID.matcher(text).matches());
    if (written.isPresent() && id.isEmpty()) {
      badValue(
          written.get(),
          "The id `%s` isn't in kebab case".formatted(written.get().text()),
          "Use lower-case letters, digits and single hyphens, such as `apim-502-bad-gateway`.");
    }
    return id.orElse(stem());
  }

  private static Optional<String> text(YamlFields fields, String key) {
    return fields.scalar(key).map(value -> value.text().strip());
  }

  private Optional<Excerpt> incidentTitle(YamlFields fields) {
    Optional<Excerpt> written = fields.scalar("incident-title").map(Excerpt::strip);
    written
        .filter(title -> title.text().isEmpty())
        .ifPresent(
            title ->
                badValue(
                    title,
                    "The title of incidents is empty",
                    "Write one such as `incident-title: \"502s on {params.apim}\"`, or"
                        + " remove the key."));
    return written.filter(title -> !title.text().isEmpty());
  }

  private Optional<IncidentSeverity> severity(YamlFields fields) {
    Optional<Excerpt> written = fields.scalar("severity");
    Optional<IncidentSeverity> severity =
        written.flatMap(value -> IncidentSeverity.ofLabel(value.text()));
    if (written.isPresent() && severity.isEmpty()) {
      badValue(
          written.get(),
          "`%s` isn't a severity".formatted(written.get().text()),
          "Write one of " + severities() + ".");
    }
    return severity;
  }

  static String severities() {
    return String.join(
        ", ", Arrays.stream(IncidentSeverity.values()).map(IncidentSeverity::label).toList());
  }

  private List<String> owners(YamlFields fields) {
    int before = issues.count();
    List<String> owners = texts(fields.list("owners"));
    Optional<SourceSpan> span = fields.spanOf("owners");
    if (owners.isEmpty() && span.isPresent() && issues.count() == before) {
      issues.add(
          FrontMatterIssue.BAD_VALUE,
          span.get(),
          "Nobody owns this entry",
          "Name at least one team or person, such as `owners: [platform]`.");
    }
    return owners;
  }

  private Optional<LocalDate> reviewed(YamlFields fields) {
    Optional<Excerpt> written = fields.scalar("reviewed");
    Optional<LocalDate> date =
        written.flatMap(day -> date(day.text())).filter(day -> day.getYear() <= LAST_YEAR);
    if (written.isPresent() && date.isEmpty()) {
      badValue(
          written.get(),
          "`%s` isn't a date".formatted(written.get().text()),
          "Write year, month and day, such as 2026-11-01.");
    }
    return date;
  }

  static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Optional<Duration> reviewEvery(YamlFields fields) {
    Optional<Excerpt> written = fields.scalar("review-every");
    Optional<Duration> every =
        written
            .flatMap(value -> Timespan.parse(value.text()))
            .filter(length -> length.compareTo(Duration.ofDays(1)) >= 0);
    if (written.isPresent() && every.isEmpty()) {
      badValue(
          written.get(),
          "`%s` isn't a time between two reviews".formatted(written.get().text()),
          "Write a number of days, such as 90d.");
    }
    return every;
  }

  private List<Parameter> parameters(YamlText yaml, YamlFields fields) {
    List<Parameter> parameters = new ArrayList<>();
    Optional<MappingNode> mapping = fields.mapping("parameters");
    if (mapping.isPresent()) {
      SourceSpan span = yaml.span(mapping.get());
      ParameterParser parser = new ParameterParser(yaml, issues);
      YamlFields.of(yaml, issues, "the parameters", span, mapping.get())
          .all()
          .forEach(field -> parser.parse(field).ifPresent(parameters::add));
    }
    return parameters;
  }

  private static List<String> texts(List<Excerpt> values) {
    return values.stream().map(Excerpt::text).toList();
  }

  private void badValue(Excerpt value, String message, String hint) {
    issues.add(FrontMatterIssue.BAD_VALUE, value.span(), message, hint);
  }
}
