package dev.waymark.runbooks.cli;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * What a command sees of the world around it.
 *
 * @param out for results that another program may read
 * @param err for everything that only a person reads
 * @param in what the person types
 * @param environment the process's variables
 * @param folder what relative paths are relative to
 * @param today decides which reviews are stale
 */
record Terminal(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Map<String, String> environment,
    Path folder,
    LocalDate today) {

  /** Streams in UTF-8, whatever the locale says: entries and their symbols are. */
  static Terminal ofProcess() {
    return new Terminal(
        new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        System.getenv(),
        Path.of(""),
        LocalDate.now(ZoneOffset.UTC));
  }
}
