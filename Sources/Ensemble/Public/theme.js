// Before anything is drawn: light or dark, where somebody chose it with the key d.
"use strict";
try {
  const theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch { /* as the system says */ }
