package dev.waymark.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a person types, line by line, so that it can be waited for as long as one likes. */
final class TypedLines {
  private final BufferedReader in;
  private final BlockingQueue<Typed> typed = new LinkedBlockingQueue<>();
  private boolean reading;

  TypedLines(BufferedReader in) {
    this.in = in;
  }

  /** What came while it was waited for. */
  sealed interface Typed {
    record Line(String text) implements Typed {}

    /** Nothing more will come. */
    record End() implements Typed {}

    /** Nothing has come yet. */
    record Nothing() implements Typed {}
  }

  /** The next line, or the end. */
  Typed next() {
    Typed next = new Typed.Nothing();
    while (next instanceof Typed.Nothing) {
      next = next(Duration.ofMinutes(1));
    }
    return next;
  }

  /** The next line, if it comes in time. */
  Typed next(Duration most) {
    if (!reading) {
      reading = true;
      Thread reader = new Thread(this::read, "typed-lines");
      reader.setDaemon(true);
      reader.start();
    }
    try {
      Typed next = typed.poll(Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS);
      if (next instanceof Typed.End) {
        typed.add(next);
      }
      return next == null ? new Typed.Nothing() : next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Typed.End();
    }
  }

  private void read() {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        typed.add(new Typed.Line(line));
      }
      typed.add(new Typed.End());
    } catch (IOException | UncheckedIOException e) {
      typed.add(new Typed.End());
    }
  }
}
