"""The desk: the editor in the browser, at /skrivepult/ of the preview."""
