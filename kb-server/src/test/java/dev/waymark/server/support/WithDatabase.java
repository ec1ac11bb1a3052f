package dev.waymark.server.support;

import io.quarkus.test.common.QuarkusTestResource;

/** Gives every Quarkus test the embedded database: the annotation holds for all of them. */
@QuarkusTestResource(EmbeddedDatabase.class)
final class WithDatabase {
  private WithDatabase() {}
}
