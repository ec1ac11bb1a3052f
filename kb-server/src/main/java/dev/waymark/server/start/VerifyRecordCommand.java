package dev.waymark.server.start;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.server.content.Content;
import dev.waymark.server.integrity.Anchors;
import dev.waymark.server.integrity.Finding;
import dev.waymark.server.integrity.RecordReport;
import dev.waymark.server.integrity.RecordSource;
import dev.waymark.server.integrity.RecordVerifier;
import dev.waymark.server.postgres.DataFolder;
import dev.waymark.server.postgres.EmbeddedPostgres;
import dev.waymark.server.postgres.StartFailure;
import dev.waymark.server.problem.Result;
import dev.waymark.server.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code kb verify-record}: verifies the record of a server that runs, or of one that is stopped,
 * and changes nothing.
 */
@Command(
    name = "kb verify-record",
    mixinStandardHelpOptions = true,
    version = "Waymark 0.1.0",
    description =
        "Verify that the record is what was recorded: chains, answers, texts, rows and anchors.",
    footer = {
      "",
      "The database is that of the data folder, or the one that QUARKUS_DATASOURCE_JDBC_URL names;"
          + " the anchors are in the repository that WAYMARK_CONTENT_URL names, or the one in the"
          + " data folder.",
      "",
      "Exit codes: 0 all is as it was recorded, 1 something isn't, 2 it can't be verified."
    },
    sortOptions = false)
final class VerifyRecordCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long PROGRESS_EVERY = Duration.ofSeconds(2).toNanos();
  private static final int CANNOT = 2;

  /** Held, so that its level stays: until Quarkus is configured, every level is kept for later. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

  /** What is printed. */
  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--since",
      paramLabel = "DATE",
      description =
          "Only incidents that have changed since then, such as 2026-11-30 or"
              + " 2026-11-30T02:10:00Z (default: all).")
  private Optional<String> since = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder for the data (default: ~/.local/share/waymark).")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  private long toldAt = System.nanoTime();

  @Override
  public Integer call() {
    DRIVER_LOG.setLevel(Level.WARNING);
    Optional<Instant> from = since.flatMap(VerifyRecordCommand::instant);
    if (since.isPresent() && from.isEmpty()) {
      return cannot(
          "`%s` isn't a date. Write one such as 2026-11-30 or 2026-11-30T02:10:00Z."
              .formatted(since.orElseThrow()));
    }
    try {
      return DatabaseStart.isConfigured() ? verifyConfigured(from) : verifyFolder(from);
    } catch (StartFailure e) {
      return cannot(String.valueOf(e.getMessage()));
    } catch (StoreException | SQLException e) {
      return cannot(
          "The database can't be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + ". Is it the one of this version of Waymark, and does it run?");
    }
  }

  private int verifyConfigured(Optional<Instant> from) throws SQLException {
    return verify(
        Map.of(
            "quarkus.datasource.jdbc.url",
            Setting.of("quarkus.datasource.jdbc.url").orElseThrow(),
            "quarkus.datasource.username",
            Setting.of("quarkus.datasource.username").orElse(""),
            "quarkus.datasource.password",
            Setting.of("quarkus.datasource.password").orElse("")),
        data,
        from);
  }

  private int verifyFolder(Optional<Instant> from) throws SQLException {
    Path folder = data.orElseGet(() -> DataFolder.defaultPath(System.getenv()));
    Optional<Map<String, String>> running = EmbeddedPostgres.running(folder);
    if (running.isPresent()) {
      return verify(running.orElseThrow(), Optional.of(folder), from);
    }
    if (!Files.exists(folder.resolve("postgresql"))) {
      return cannot(
          "There is no database in " + folder + ". Check --data, or QUARKUS_DATASOURCE_JDBC_URL.");
    }
    EmbeddedPostgres database = EmbeddedPostgres.start(DataFolder.claim(folder));
    try {
      database.awaitReady(PATIENCE);
      return verify(database.configuration(), Optional.of(folder), from);
    } finally {
      database.stop(PATIENCE);
    }
  }

  private int verify(Map<String, String> database, Optional<Path> folder, Optional<Instant> from)
      throws SQLException {
    Result<Anchors> anchors = anchors(folder);
    Anchors known = anchors.whenDone().orElse(Anchors.NONE);
    Optional<String> obstacle =
        anchors.refusal().map(problem -> problem.detail() + " " + problem.hint());
    try (Connection connection =
        DriverManager.getConnection(
            database.get("quarkus.datasource.jdbc.url"),
            database.get("quarkus.datasource.username"),
            database.get("quarkus.datasource.password"))) {
      RecordReport report =
          RecordSource.read(
              connection,
              reader ->
                  new RecordVerifier(reader, known, Clock.systemUTC())
                      .verify(from, obstacle, this::tell));
      switch (format) {
        case TEXT -> print(report);
        case JSON -> System.out.println(json(report).toPrettyString());
      }
      return report.isIntact() ? 0 : 1;
    }
  }

  private static Result<Anchors> anchors(Optional<Path> folder) {
    Optional<Path> data =
        Setting.of("waymark.content.data")
            .map(Path::of)
            .or(() -> folder.map(path -> path.resolve("content")));
    boolean isFolder = Setting.of("waymark.catalog.content").isPresent();
    return Anchors.of(
        Content.filesOf(
            Anchors.BRANCH,
            isFolder ? Optional.empty() : data,
            isFolder ? Optional.empty() : Setting.of("waymark.content.url"),
            Setting.of("waymark.content.branch"),
            Setting.of("waymark.content.credentials-file").map(Path::of),
            Clock.systemUTC()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(
          text.contains("T")
              ? Instant.parse(text)
              : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void tell(long done, long of) {
    if (System.nanoTime() - toldAt > PROGRESS_EVERY) {
      toldAt = System.nanoTime();
      System.err.printf("%,d of %,d events verified%n", done, of);
    }
  }

  private static int cannot(String why) {
    System.err.println("kb verify-record: " + why);
    return CANNOT;
  }

  private static void print(RecordReport report) {
    for (Finding finding : report.findings()) {
      System.out.println(finding.place() + ": " + finding.what());
    }
    System.out.printf(
        "%s, %s, %s in %.1f s: %s%n",
        counted(report.incidents(), "incident"),
        counted(report.runs(), "run"),
        counted(report.events(), "event"),
        report.took().toMillis() / 1000.0,
        report.isIntact() ? "all as recorded" : counted(report.found(), "finding"));
    RecordReport.Anchored anchored = report.anchored();
    anchored.obstacle().ifPresent(System.out::println);
    if (anchored.obstacle().isEmpty()) {
      System.out.println(
          anchored
              .first()
              .map(
                  first ->
                      "Anchored since %s, the last time %s: %s of these."
                          .formatted(
                              first,
                              anchored.last().orElse(first),
                              counted(anchored.events(), "event")))
              .orElse("Nothing is anchored yet: a chain that was wholly rewritten isn't found."));
    }
  }

  private static String counted(long number, String what) {
    return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
  }

  private static ObjectNode json(RecordReport report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("at", report.at().toString()).put("tookMillis", report.took().toMillis());
    report.since().ifPresent(from -> root.put("since", from.toString()));
    root.put("incidents", report.incidents())
        .put("runs", report.runs())
        .put("events", report.events())
        .put("found", report.found());
    ArrayNode findings = root.putArray("findings");
    for (Finding finding : report.findings()) {
      findings
          .addObject()
          .put("incident", finding.incident())
          .put("run", finding.run())
          .put("event", finding.event())
          .put("what", finding.what());
    }
    ObjectNode anchors = root.putObject("anchors");
    report.anchored().first().ifPresent(at -> anchors.put("since", at.toString()));
    report.anchored().last().ifPresent(at -> anchors.put("last", at.toString()));
    anchors.put("events", report.anchored().events());
    report.anchored().obstacle().ifPresent(why -> anchors.put("obstacle", why));
    return root;
  }
}
