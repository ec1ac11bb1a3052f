/**
 * The page of an incident: where its run stands, the evidence, and what can be done next. Start at
 * {@link dev.waymark.server.web.run.RunResource}; may import {@code shell}.
 */
@NullMarked
package dev.waymark.server.web.run;

import org.jspecify.annotations.NullMarked;
