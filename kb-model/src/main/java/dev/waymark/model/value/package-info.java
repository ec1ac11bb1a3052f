/**
 * The grammars of values that people, alerts and answers bring: ids of resources, workspaces, hosts
 * and URLs. Start at {@link dev.waymark.model.value.ValueReading}. Whoever needs to know whether a
 * text is such a value asks here. The way back, a value as people read it, is {@link
 * dev.waymark.model.value.ReadableValue}.
 */
@NullMarked
package dev.waymark.model.value;

import org.jspecify.annotations.NullMarked;
