"""Early years hub partnerships of English local authorities."""
