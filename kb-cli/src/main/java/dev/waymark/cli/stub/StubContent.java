package dev.waymark.cli.stub;

/** What the stand-in answers with, once it has let a client in. */
public interface StubContent {
  StubReply reply(StubRequest request);
}
