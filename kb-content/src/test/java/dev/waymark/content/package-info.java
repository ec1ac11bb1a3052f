/** Holds the bundled entries to what the product promises of them. */
package dev.waymark.content;
