package dev.waymark.server.http;

/** Tells for a route that it takes longer bodies than others, from people who may ask it. */
public interface LargeBody {
  /** Whether a path is one of the route's. */
  boolean isAt(String path);
}
