// Before anything is shown: with a script the table is drawn by it, and the plain one stays hidden.
document.documentElement.classList.add("js");
