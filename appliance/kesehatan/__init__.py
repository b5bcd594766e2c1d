"""How the box is: each file looks at one thing and says it in lines. The page, the command and the bundle show them."""
