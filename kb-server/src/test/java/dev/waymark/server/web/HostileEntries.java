package dev.waymark.server.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Entries full of what people put into Markdown to run scripts in other people's browsers. */
final class HostileEntries {
  static final String ID = "hostile-";

  private static final Path PAYLOADS =
      Path.of("shared", "corpora", "xss", "dompurify-payloads.jsonl");
  private static final int AN_ENTRY = 60;

  private HostileEntries() {}

  /** Writes them into a folder; none if the payloads are absent. */
  static void write(Path content) {
    List<String> payloads = payloads();
    for (int i = 0; i * AN_ENTRY < payloads.size(); i++) {
      write(
          content,
          i,
          payloads.subList(i * AN_ENTRY, Math.min(payloads.size(), (i + 1) * AN_ENTRY)));
    }
  }

  static int count() {
    return (payloads().size() + AN_ENTRY - 1) / AN_ENTRY;
  }

  private static void write(Path content, int number, List<String> payloads) {
    StringBuilder text = new StringBuilder();
    text.append("---\nid: ").append(ID).append(number).append("\ntitle: Hostile\n---\n# Hostile\n");
    text.append("\n## Symptoms\n\n");
    for (String payload : payloads) {
      text.append("- ").append(payload.replace("\n", " ")).append("\n");
    }
    text.append("\n## Diagnostics\n\n");
    for (String payload : payloads) {
      text.append("### Why ").append(payload.replace("\n", " ")).append("\n\n");
      text.append(payload).append("\n\n[link](").append(payload.replace("\n", " ")).append(")\n\n");
    }
    try {
      Files.writeString(content.resolve(ID + number + ".md"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> payloads() {
    Path file = find();
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<String> payloads = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        payloads.add(new JsonMapper().readTree(line).path("payload").asText());
      }
      return payloads;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beside the repository, or above it. */
  private static Path find() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(PAYLOADS))) {
        return folder.resolve(PAYLOADS);
      }
    }
    return PAYLOADS;
  }
}
