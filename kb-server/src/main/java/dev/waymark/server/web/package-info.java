/**
 * Pages, one package each. A page is a resource that calls services, a checked template and a view
 * record; it works with forms and links alone. Start at {@link
 * dev.waymark.server.web.run.RunResource}; imports services, never the store.
 */
@NullMarked
package dev.waymark.server.web;

import org.jspecify.annotations.NullMarked;
