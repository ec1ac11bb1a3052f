/** Placeholder. */
package dev.waymark.server;
