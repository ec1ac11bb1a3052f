package dev.waymark.server.live;

import dev.waymark.sources.live.LiveSource;
import java.util.List;

/** Brings live sources into the server, if they are configured. */
public interface LiveSourceProvider {
  /** Empty if nothing is configured. Asked once, when the first query needs it. */
  List<LiveSource> sources();
}
