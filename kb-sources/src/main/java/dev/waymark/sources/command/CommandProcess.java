package dev.waymark.sources.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program with its arguments, without a shell: nothing on its standard input, a working folder of
 * its own, an environment of its own, and no more output than a page can hold. Closing it ends it
 * with everything that it started.
 */
final class CommandProcess implements AutoCloseable {
  private static final int MOST_BYTES = 1024 * 1024;

  private final Process process;
  private final Path folder;
  private final CompletableFuture<String> out;
  private final CompletableFuture<String> error;

  private CommandProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.out = reading(process.getInputStream());
    this.error = reading(process.getErrorStream());
  }

  /** How it ended. */
  sealed interface End {}

  record Exited(int code, String out, String error) implements End {}

  record TooMuch() implements End {}

  record TooLate() implements End {}

  static CommandProcess start(Path program, List<String> words, Path configuration)
      throws IOException {
    Path folder = Files.createTempDirectory("waymark-command");
    List<String> arguments = new ArrayList<>(words);
    arguments.set(0, program.toAbsolutePath().toString());
    var builder = new ProcessBuilder(arguments).directory(folder.toFile());
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    Files.createDirectories(configuration);
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH", path,
                "HOME", folder.toString(),
                "LANG", "C.UTF-8",
                "AZURE_CONFIG_DIR", configuration.toAbsolutePath().toString(),
                "AZURE_CORE_COLLECT_TELEMETRY", "false",
                "AZURE_CORE_NO_COLOR", "true",
                "AZURE_CORE_DISABLE_PROGRESS_BAR", "true",
                "AZURE_CORE_ONLY_SHOW_ERRORS", "true",
                "AZURE_EXTENSION_USE_DYNAMIC_INSTALL", "no"));
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return new CommandProcess(process, folder);
    } catch (IOException e) {
      delete(folder);
      throw e;
    }
  }

  End await(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    try {
      CompletableFuture.allOf(out, error).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      long left = Math.max(1, end - System.nanoTime());
      return process.waitFor(left, TimeUnit.NANOSECONDS)
          ? new Exited(process.exitValue(), out.join(), error.join())
          : new TooLate();
    } catch (TimeoutException e) {
      return new TooLate();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Overflow) {
        return new TooMuch();
      }
      throw new IllegalStateException("a command's output can't be read", e.getCause());
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    delete(folder);
  }

  private static CompletableFuture<String> reading(InputStream stream) {
    var text = new CompletableFuture<String>();
    Thread.startVirtualThread(
        () -> {
          try (stream) {
            byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
              text.completeExceptionally(new Overflow());
            } else {
              text.complete(new String(bytes, StandardCharsets.UTF_8));
            }
          } catch (IOException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }

  private static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException problem)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Overflow extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
