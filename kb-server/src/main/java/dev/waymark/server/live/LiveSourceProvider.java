package dev.waymark.server.live;

import dev.waymark.sources.live.LiveSource;
import java.util.List;

/** Brings live sources into the server, where they are configured. */
public interface LiveSourceProvider {
  /** Empty where nothing is configured. Asked once, when the first query needs it. */
  List<LiveSource> sources();
}
