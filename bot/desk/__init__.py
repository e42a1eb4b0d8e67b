"""The moderators' desk: editing with a preview, history, recall and gaps, over files and git; it knows no Discord."""
